import type { HeldRequest } from '../../simulator/holds.ts';
import type { ReleaseRecord } from '../../simulator/records.ts';
import type { Scenario } from '../../simulator/scenario.ts';
import { startCascade, type TestCascade } from './cascade.ts';
import { chain, releaseTarget, repository } from './chains.ts';
import { startRelease } from './start-trains.ts';

/** The repository of the chain below. */
export const APP = 'acme/app';

/** The file that its build makes for v1.4.0. */
export const FILE = 'app-v1.4.0.tar.gz';

/** A chain of one repository, which gets the release and its annotated tag. */
export function appAlone(name: string) {
  const release = releaseTarget({ tags: { repositories: 'members', elsewhere: 'stop' } });
  return chain([repository('app')], { name, release });
}

/** A release that waits where its first file is about to be uploaded. */
export function beforeUploading(name: string, scenario: Partial<Scenario> = {}) {
  return heldAt('/repos/{owner}/{repo}/releases/{release_id}/assets', name, scenario);
}

/** A release that waits where all is uploaded and read back, and the tag is about to be made. */
export function beforeTagging(name: string, scenario: Partial<Scenario> = {}) {
  return heldAt('/repos/{owner}/{repo}/git/tags', name, scenario);
}

/** The one release in the repository. */
export function theRelease({ simulator }: Pick<TestCascade, 'simulator'>): ReleaseRecord {
  const [release, ...others] = simulator.releases(APP);
  if (release === undefined || others.length > 0) throw new Error(`There should be one release in ${APP}`);
  return release;
}

async function heldAt(pathTemplate: string, name: string, scenario: Partial<Scenario>) {
  const cascade = await startCascade(appAlone(name), { scenario });
  const point = { method: 'POST', pathTemplate, repository: APP, occurrence: 1 };
  const held: HeldRequest = cascade.simulator.hold(point);
  const handle = await startRelease(cascade);
  await held.reached;
  return { cascade, simulator: cascade.simulator, held, handle, draft: theRelease(cascade) };
}
