import { type Chain, fullName } from '../../domain/chain.ts';
import { parseNightlyName } from '../../domain/release/nightly-name.ts';
import type { TrainRequest } from '../../domain/trigger.ts';
import type { GitHub } from '../../github/port.ts';
import { refused } from '../failures.ts';
import type { Located } from './locate.ts';
import type { Look } from './look.ts';

/** Where a release is made. */
export interface PinnedTarget {
  /** Commit of the release's tag. */
  readonly commit: string;
  /** Whether it is of the default branch, or of a tag. */
  readonly onDefaultBranch: boolean;
}

interface Asked {
  readonly chain: Chain;
  readonly request: TrainRequest;
}

/** The release's tag goes where the target was pinned; where it is no part of the train, to its head. */
export async function targetOf(
  look: Look,
  pins: readonly Located[],
  { chain, request }: Asked,
): Promise<PinnedTarget | null> {
  const { release } = chain;
  if (request.kind === 'cascade' || release === null) return null;
  const { defaultBranch } = await look.repository(release);
  const member = chain.repositories.find((one) => fullName(one) === fullName(release));
  const pin = pins.find(({ alias }) => alias === member?.alias);
  if (pin !== undefined) {
    const isBranch = (await look.commit(release, `heads/${pin.ref}`)) !== null;
    return { commit: pin.commit, onDefaultBranch: !isBranch || pin.ref === defaultBranch };
  }
  const commit = await look.commit(release, `heads/${defaultBranch}`);
  if (commit !== null) return { commit, onDefaultBranch: true };
  throw refused(`${fullName(release)}, where the release is published, has no commit on ${defaultBranch}.`);
}

/** Whether the last nightly that was published had the same inputs: their digest is part of its name. */
export async function unchangedSince(
  github: GitHub,
  { chain, request }: Asked,
  version: string | null,
): Promise<string | null> {
  if (request.kind !== 'nightly' || chain.release === null || version === null) return null;
  const published = (await github.releases(chain.release)).filter(({ draft }) => !draft).sort((a, b) => b.at - a.at);
  const same = published.find(({ tag }) => tag === version);
  if (same !== undefined && !request.force) return same.tag;
  if (request.force) {
    if (same === undefined) return null;
    throw refused(
      `${version} is published already: ${same.url}. The name of a nightly holds its day and its inputs, and is never ` +
        'used twice; remove the release there, or wait for a change.',
    );
  }
  const last = published.find(({ tag }) => parseNightlyName(tag) !== null);
  if (last === undefined) return null;
  return parseNightlyName(last.tag)?.digest === parseNightlyName(version)?.digest ? last.tag : null;
}
