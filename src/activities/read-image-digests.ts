import { readFile } from 'node:fs/promises';
import { activityInfo } from '@temporalio/activity';
import type { CheckPolicy } from '../domain/release/release-target.ts';
import { type ImageSource, parseImageDigest } from '../domain/release/images.ts';
import type { PublishedImage } from '../domain/release/publication.ts';
import { DigestMismatch, type StagedFiles } from '../artifacts/staging.ts';
import { beating } from './beating.ts';
import type { Dependencies } from './dependencies.ts';
import { refused, withGitHubFailures } from './failures.ts';
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
        for (const { reference, from } of images) {
          const { files } = await fetchSource(github, staged, from, digests !== 'off', signal).catch(giveUpAfterTries);
          const digest = await digestIn(staged, files);
          if (digest === null) problems.push(unreadable({ reference, from }, files));
          else read.push({ alias: from.alias, reference, digest });
        }
        return { images: read, problems };
      }),
    );
  };
}

/** It may be damaged on its way; what is wrong again and again is wrong where it is kept. */
function giveUpAfterTries(error: unknown): never {
  if (error instanceof DigestMismatch && activityInfo().attempt >= TRIES) throw refused(error.message);
  throw error;
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
