import { readFile } from 'node:fs/promises';
import { activityInfo } from '@temporalio/activity';
import { ArchiveRefused } from '../artifacts/archive.ts';
import type { CheckPolicy } from '../domain/release/release-target.ts';
import { GitHubError } from '../domain/github-error.ts';
import { assetName } from '../domain/release/asset-name.ts';
import { isChecksumFile } from '../domain/release/checksum-files.ts';
import type { CheckDone } from '../domain/release/publication.ts';
import type { ReleaseFile, StoredSource } from '../domain/release/release-file.ts';
import { beating } from './beating.ts';
import type { Dependencies } from './dependencies.ts';
import { withGitHubFailures } from './failures.ts';
import { announced, type Fetched, fetchSource } from './staging/fetch-source.ts';
import { keep, takeKept } from './staging/take-kept.ts';

export interface CollectInput {
  readonly train: string;
  readonly from: StoredSource;
  /** What becomes of something that isn't what GitHub says it is. */
  readonly digests: CheckPolicy;
}

/** A file without where it comes from, which who asked knows. */
type FoundFile = Omit<ReleaseFile, 'from'>;

/** What one artifact, or one file of another release, brought. */
export interface Collected {
  readonly files: readonly FoundFile[];
  /** The checksum files that its build made: they are compared with the others, and not published. */
  readonly checksumFiles: readonly { readonly name: string; readonly text: string }[];
  readonly checks: readonly CheckDone[];
  /** Where it is not what GitHub announced, in words. */
  readonly problems: readonly string[];
  /** Why there is nothing of it that could be released, in words; told, not thrown, so that all are heard of at once. */
  readonly refused: readonly string[];
  /** Whether it is an artifact that GitHub doesn't keep any more. */
  readonly gone: boolean;
}

/** A checksum file of more bytes is none. */
const LONGEST_CHECKSUMS = 256 * 1024;

/** So often something that arrives damaged is fetched again before that is told as a problem. */
const TRIES = 4;

/** Fetches an artifact or a file, checks it against its digest, and stages each file in it. Says what is in it. */
export function collectFiles({ github, staging, store }: Pick<Dependencies, 'github' | 'staging' | 'store'>) {
  return async function collectFiles({ train, from, digests }: CollectInput): Promise<Collected> {
    return withGitHubFailures(() =>
      beating(async (signal) => {
        const staged = staging.of(train);
        const mustAgree = digests === 'fail' && activityInfo().attempt < TRIES;
        const kept = store === null ? null : await takeKept(store, staged, from);
        const fetched = kept ?? (await fetchSource(github, staged, from, mustAgree, signal).catch(refusalOf(from)));
        if ('refused' in fetched) return { ...NOTHING, ...fetched };
        if (store !== null && kept === null) await keep(store, staged, from, fetched);
        const all = fetched.files.map((file) => ({ ...file, name: assetName(file.name) }));
        const areChecksums = (file: FoundFile) => isChecksumFile(file.name) && file.size <= LONGEST_CHECKSUMS;
        const files = all.filter((file) => !areChecksums(file));
        const checksumFiles = await Promise.all(
          all
            .filter(areChecksums)
            .map(async ({ name, sha256 }) => ({ name, text: await readFile(staged.path(sha256), 'utf8') })),
        );
        return { files, checksumFiles, ...checkFetched(from, fetched, digests, files), refused: [], gone: false };
      }),
    );
  };
}

const NOTHING: Collected = { files: [], checksumFiles: [], checks: [], problems: [], refused: [], gone: false };

/** What no further try can mend; anything else is thrown on. Files of a release don't expire: no build brings one back. */
export function refusalOf(from: StoredSource): (error: unknown) => Pick<Collected, 'refused' | 'gone'> {
  return (error) => {
    const isGone = error instanceof GitHubError && (error.kind === 'gone' || error.kind === 'not-found');
    if (!isGone && !(error instanceof ArchiveRefused)) throw error;
    return { refused: [`${from.alias}: ${error.message}`], gone: isGone && from.type === 'artifact' };
  };
}

/** With the policy `fail`, fetching has thrown already, and the engine has it fetched again: it may be damaged on its way only. */
function checkFetched(
  from: StoredSource,
  { digest, size }: Fetched,
  policy: CheckPolicy,
  files: readonly FoundFile[],
): Pick<Collected, 'checks' | 'problems'> {
  const { name, ...said } = announced(from);
  if (policy === 'off') return { checks: [], problems: [] };
  if (said.digest === null) {
    const problem = `${from.alias}: ${name} has ${size} bytes, but GitHub announced ${said.size}; build it again`;
    return { checks: [], problems: said.size === null || said.size === size ? [] : [problem] };
  }
  if (said.digest === digest) {
    return { checks: files.map((file) => ({ file: file.name, check: 'digest', with: name })), problems: [] };
  }
  return {
    checks: [],
    problems: [`${from.alias}: ${name} has the digest ${digest}, but GitHub announced ${said.digest}; build it again`],
  };
}
