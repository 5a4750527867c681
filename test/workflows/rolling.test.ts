import { describe, expect, test } from 'vitest';
import { simulatedOrganisation } from '../../src/cli/demo/scenario.ts';
import type { Chain } from '../../src/domain/chain.ts';
import { publishId } from '../../src/domain/ids.ts';
import type { TrainView } from '../../src/domain/train-view.ts';
import { unpaced } from '../github/support/simulated.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chain, releaseTarget, repository } from '../support/chains.ts';
import { failureOf, startNightly } from '../support/start-trains.ts';
import { LONG } from '../support/long.ts';

const APP = 'acme/app';
/** What the simulated GitHub of these tests accepts. */
const TOKEN = 'a-token-of-the-tests';

/** One repository whose last nightly is also released as `nightly`. */
function rolling(name: string): Chain {
  return chain([repository('app')], { name, release: releaseTarget({ rolling: 'nightly' }) });
}

/** The names of what a release holds; of its own files without the version. */
function contentOf({ simulator }: TestCascade, tag: string): readonly string[] {
  const release = simulator.releases(APP).find((candidate) => candidate.tag === tag && !candidate.draft);
  return (release?.assets ?? []).map(({ name, digest }) => `${name} ${digest ?? ''}`).sort();
}

function warningsOf({ publishing }: TrainView): readonly string[] {
  return publishing?.status === 'published' ? publishing.release.warnings : ['nothing was published'];
}

/** Pushes, and publishes a nightly of it. */
async function nextNightly(cascade: TestCascade, id: string) {
  const { sha } = await cascade.simulator.push(APP);
  const view = await (await startNightly(cascade, id)).result();
  return { sha, view, tag: view.version ?? '' };
}

/** What GitHub shows of the rolling release and its tag. */
async function rolled({ simulator }: TestCascade) {
  const releases = simulator.releases(APP).filter(({ tag }) => tag === 'nightly');
  const github = unpaced(simulator.url, { credentials: { type: 'token', token: TOKEN } });
  return { releases, tag: await github.commit({ owner: 'acme', name: 'app' }, 'tags/nightly') };
}

test('the rolling release stands for the second of two nightlies, with the same files, and both nightlies stay', async () => {
  const cascade = await startCascade(rolling('rolls'));
  const first = await nextNightly(cascade, 'one');
  expect(contentOf(cascade, 'nightly')).toEqual(contentOf(cascade, first.tag));
  const second = await nextNightly(cascade, 'two');
  expect(warningsOf(second.view)).toEqual([]);
  expect(contentOf(cascade, 'nightly')).toEqual(contentOf(cascade, second.tag));
  expect(contentOf(cascade, second.tag)).not.toEqual([]);
  expect(await rolled(cascade)).toMatchObject({ releases: [{ draft: false, prerelease: true }], tag: second.sha });
  const tags = cascade.simulator.releases(APP).map(({ tag }) => tag);
  expect(tags.sort()).toEqual([first.tag, 'nightly', second.tag].sort());
});

describe('a switch that breaks off is gone on with', () => {
  test.each([
    ['where the draft aside is created', 'POST', '/repos/{owner}/{repo}/releases', 4],
    ['where the release before is removed', 'DELETE', '/repos/{owner}/{repo}/releases/{release_id}', 1],
    ['where its tag is removed', 'DELETE', '/repos/{owner}/{repo}/git/refs/{ref}', 1],
  ])('%s', async (_, method, pathTemplate, occurrence) => {
    const cascade = await startCascade(rolling(`breaks-${method.toLowerCase()}-${occurrence}-${pathTemplate.length}`));
    await nextNightly(cascade, 'one');
    const held = cascade.simulator.hold({ method, pathTemplate, repository: APP, occurrence });
    const { sha } = await cascade.simulator.push(APP);
    const handle = await startNightly(cascade, 'two');
    await held.reached;
    await held.execute();
    const view = await handle.result();
    expect(warningsOf(view)).toEqual([]);
    expect(contentOf(cascade, 'nightly')).toEqual(contentOf(cascade, view.version ?? ''));
    expect(await rolled(cascade)).toMatchObject({ releases: [{ draft: false }], tag: sha });
  });

  test.runIf(LONG)('by the next nightly, where publishing itself was ended in the middle', async () => {
    const cascade = await startCascade(rolling('ended'));
    await nextNightly(cascade, 'one');
    const pathTemplate = '/repos/{owner}/{repo}/git/refs/{ref}';
    const held = cascade.simulator.hold({ method: 'DELETE', pathTemplate, repository: APP, occurrence: 1 });
    await cascade.simulator.push(APP);
    const handle = await startNightly(cascade, 'two');
    await held.reached;
    await cascade.client.workflow.getHandle(publishId(handle.workflowId)).terminate('ended by the test');
    held.drop();
    await failureOf(handle.result());
    const third = await nextNightly(cascade, 'three');
    expect(warningsOf(third.view)).toEqual([]);
    expect(contentOf(cascade, 'nightly')).toEqual(contentOf(cascade, third.tag));
    expect(await rolled(cascade)).toMatchObject({ releases: [{ draft: false }], tag: third.sha });
  });
});

describe('the nightly is out, and says that nothing rolled', () => {
  test('where somebody else has a release of that name', async () => {
    const cascade = await startCascade(rolling('foreign'));
    await cascade.simulator.publishRelease(APP, { tag: 'nightly', body: 'mine', login: 'a-person' });
    const { view } = await nextNightly(cascade, 'one');
    expect(view.state).toBe('succeeded');
    expect(warningsOf(view)).toEqual([
      expect.stringMatching(/^nightly was not switched to nightly-\d{8}-.* has that tag, and Cascade did not make it/),
    ]);
    expect((await rolled(cascade)).releases).toMatchObject([{ body: 'mine', assets: [] }]);
  });

  test.runIf(LONG)('where a tag of that name is on another commit', async () => {
    const cascade = await startCascade(rolling('tagged'));
    const { commit } = cascade.simulator.pushTag(APP, 'nightly');
    const { view } = await nextNightly(cascade, 'one');
    expect(warningsOf(view)).toEqual([expect.stringContaining(`the tag nightly in acme/app is at ${commit}`)]);
    expect(await rolled(cascade)).toEqual({ releases: [], tag: commit });
  });

  test.runIf(LONG)('where releases are immutable', async () => {
    const described = rolling('immutable');
    const organisation = simulatedOrganisation(described, {
      ...{ login: 'cascade-bot', token: TOKEN, runners: Infinity, failing: [] },
      seconds: () => 0,
    });
    const repositories = organisation.repositories.map((place) => ({ ...place, immutableReleases: true }));
    const cascade = await startCascade(described, { scenario: { repositories } });
    const { view } = await nextNightly(cascade, 'one');
    expect(warningsOf(view)).toEqual([expect.stringContaining('releases can not be changed here')]);
    expect(await rolled(cascade)).toEqual({ releases: [], tag: null });
  });
});
