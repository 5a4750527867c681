import { readFile } from 'node:fs/promises';
import { activityInfo } from '@temporalio/activity';
import type { CheckPolicy } from '../domain/release/release-target.ts';
import { type ImageSource, parseImageDigest } from '../domain/release/images.ts';
import type { PublishedImage } from '../domain/release/publication.ts';
import { DigestMismatch, type StagedFiles } from '../artifacts/staging.ts';
import { beating } from './beating.ts';
import { type Collected, refusalOf } from './collect-files.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';
import { type Fetched, fetchSource } from './staging/fetch-source.ts';

export interface ReadDigestsInput {
  readonly train: string;
  readonly images: readonly ImageSource[];
  /** Whether an artifact must be what GitHub says it is: always but with `off`. */
  readonly digests: CheckPolicy;
}

export interface ReadDigests {
  readonly images: readonly PublishedImage[];
  /** In words; nothing may be published while there are any. */
  readonly problems: readonly string[];
  /** Aliases of those whose artifact GitHub doesn't keep any more. */
  readonly expired: readonly string[];
  /** Of the problems, those which another build of these mends. */
  readonly mendable: readonly string[];
}

const TRIES = 4;

/** A file of more bytes says no digest. */
const LONGEST_DIGEST = 200;

/** Reads, of the artifacts of builds, which container images they pushed. */
export function readImageDigests({ github, staging }: Pick<Dependencies, 'github' | 'staging'>) {
  return async function readImageDigests({ train, images, digests }: ReadDigestsInput): Promise<ReadDigests> {
    return withGitHubFailures(() =>
      beating(async (signal) => {
        const staged = staging.of(train);
        const read: PublishedImage[] = [];
        const problems: string[] = [];
        const gone: { readonly alias: string; readonly refused: readonly string[] }[] = [];
        for (const { reference, from } of images) {
          const { alias } = from;
          const fetched = await fetchSource(github, staged, from, digests !== 'off', signal).catch(giveUp(from));
          if ('refused' in fetched) {
            problems.push(...fetched.refused);
            if (fetched.gone) gone.push({ alias, refused: fetched.refused });
            continue;
          }
          const digest = await digestIn(staged, fetched.files);
          if (digest === null) problems.push(unreadable({ reference, from }, fetched.files));
          else read.push({ alias, reference, digest });
        }
        const expired = [...new Set(gone.map(({ alias }) => alias))];
        return { images: read, problems, expired, mendable: gone.flatMap(({ refused }) => refused) };
      }),
    );
  };
}

/** It may be damaged on its way; what is wrong again and again is wrong where it is kept. */
function giveUp(from: ImageSource['from']): (error: unknown) => Pick<Collected, 'refused' | 'gone'> {
  return (error) => {
    const isWrong = error instanceof DigestMismatch && activityInfo().attempt >= TRIES;
    return isWrong ? { refused: [`${from.alias}: ${error.message}`], gone: false } : refusalOf(from)(error);
  };
}

async function digestIn(staged: StagedFiles, files: Fetched['files']): Promise<string | null> {
  const [file, ...others] = files;
  if (file === undefined || others.length > 0 || file.size > LONGEST_DIGEST) return null;
  return parseImageDigest(await readFile(staged.path(file.sha256), 'utf8'));
}

function unreadable({ reference, from }: ImageSource, files: Fetched['files']): string {
  const held = files.map(({ name, size }) => `${name} of ${size} bytes`).join(', ') || 'nothing';
  return (
    `${from.alias}: the artifact ${from.artifact.name} must hold one file with the digest of ${reference}, ` +
    `sha256: and 64 hexadecimal digits, but holds ${held} that says otherwise`
  );
}
