import type { Environment } from '../config/environment.ts';
import { type Chain, fullName } from '../domain/chain.ts';
import { releaseTrainId } from '../domain/ids.ts';
import { findReleaseMarker } from '../domain/marker.ts';
import type { Lock } from '../domain/release/lock.ts';
import type { Manifest } from '../domain/release/manifest.ts';
import type { Release } from '../github/port-releases.ts';
import { readManifest } from '../activities/read-manifest.ts';
import { releaseTarget } from './release-target.ts';
import { UserError } from './user-error.ts';

/** What the release of that tag, or of the train of that id, was built at: its manifest says so. Drafts count. */
export async function lockOfRelease(environment: Environment, chain: Chain, tagOrTrain: string): Promise<Lock> {
  const { github, target } = releaseTarget(environment, chain);
  const candidates = (await github.releases(target)).filter((release) => isMeant(chain, release, tagOrTrain));
  const release = candidates.find(({ draft }) => !draft) ?? candidates[0];
  if (release === undefined) {
    throw new UserError(`${fullName(target)} has neither a release ${tagOrTrain} nor one of a train of that id.`);
  }
  const manifest = await readManifest(github, target, release.id);
  if (manifest !== null) return lockOf(manifest);
  throw new UserError(
    `The release ${release.url} has no manifest that could be read, so what it was built at is lost.`,
  );
}

function isMeant({ name }: Chain, { tag, notes }: Release, tagOrTrain: string): boolean {
  const trains = [releaseTrainId(name, tag), findReleaseMarker(notes)?.train];
  return tag === tagOrTrain || trains.includes(tagOrTrain);
}

function lockOf({ chain, kind, version, parameters, repositories }: Manifest): Lock {
  const entries = repositories.map(
    ({ alias, repository, ref, commit }) => [alias, { repository, ref, commit }] as const,
  );
  return { chain, released: { kind, version }, parameters, repositories: Object.fromEntries(entries) };
}
