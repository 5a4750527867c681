import { expect, test } from 'vitest';
import type { BuildRecipe, Dispatch } from '../../src/domain/build-recipe.ts';
import type { Repository } from '../../src/domain/chain.ts';
import type { BuildView, TrainView } from '../../src/domain/train-view.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { lastStateOf, startRelease } from '../support/start-trains.ts';

/** The artifact that names the commit which was checked out. */
const PROOF = 'built-{sha}';
/** What an actions workflow that builds the pinned commit is handed; one that isn't builds the head of its branch. */
const FIELDS = { version: '{version}', sha: '{sha}' };
const VERSION_ALONE = { version: '{version}' };

let releases = 0;

/** Tests share a server: trains of the same version would be the same train. */
function nextVersion(): string {
  releases += 1;
  return `v1.7.${releases}`;
}

function byEvent(payload: Readonly<Record<string, string>>): Dispatch {
  return { type: 'repository_dispatch', eventType: 'build-chain', payload };
}

function built({ builds }: TrainView, alias: string): BuildView | undefined {
  return builds.find((build) => build.alias === alias);
}

/** Releases `first` and then `a`, whose branch moves after its commit was pinned and before it is dispatched. */
async function releaseWhileBranchMoves(differences: Partial<BuildRecipe>) {
  const parts: readonly Repository[] = [
    repository('first'),
    repository('a', { needs: ['first'], build: recipe(differences) }),
  ];
  const { simulator, ...cascade } = await startCascade(chain(parts), {
    scenario: { behaviours: [{ kind: 'hold', repository: 'acme/first' }] },
  });
  const handle = await startRelease({ simulator, ...cascade }, nextVersion());
  await simulator.when(() => simulator.runs('acme/first').length === 1);
  const { sha: moved } = await simulator.push('acme/a');
  simulator.release('acme/first');
  return { handle, simulator, moved };
}

test('a build whose branch moved is judged by the artifact that names the pinned commit', async () => {
  const { handle, simulator, moved } = await releaseWhileBranchMoves({ dispatch: byEvent(FIELDS), proof: PROOF });
  const view = await handle.result();
  expect(built(view, 'a')).toMatchObject({ status: 'succeeded', reason: { code: 'built', artifacts: 1 } });
  expect(simulator.runs('acme/a')).toMatchObject([{ headSha: moved }]);
});

test('a build whose branch moved and that nothing proves is not taken', async () => {
  const { handle, moved } = await releaseWhileBranchMoves({ dispatch: byEvent(FIELDS) });
  const view = await lastStateOf(handle.result());
  expect(built(view, 'a')).toMatchObject({ status: 'failed', reason: { code: 'branch-moved', built: moved } });
});

test('a green build that proves another commit than the pinned one is not taken', async () => {
  const { handle, simulator } = await releaseWhileBranchMoves({ dispatch: byEvent(VERSION_ALONE), proof: PROOF });
  const view = await lastStateOf(handle.result());
  expect(simulator.runs('acme/a')).toMatchObject([{ conclusion: 'success' }]);
  expect(built(view, 'a')).toMatchObject({ status: 'failed', reason: { code: 'commit-not-proven' } });
  expect(built(view, 'a')?.why).toContain('has no artifact built-');
});

const BUILDER = { owner: 'acme', name: 'builder' };

test.for([
  ['workflow_dispatch', { type: 'workflow_dispatch', inputs: FIELDS }],
  ['repository_dispatch', byEvent(FIELDS)],
] as const)(
  'what another repository builds after a %s is judged by the artifact, not by the head',
  async ([, dispatch]) => {
    const elsewhere = repository('a', { build: recipe({ runsIn: BUILDER, dispatch, proof: PROOF }) });
    const { simulator, ...cascade } = await startCascade(chain([elsewhere]));
    const view = await (await startRelease({ simulator, ...cascade }, nextVersion())).result();
    expect(built(view, 'a')).toMatchObject({ status: 'succeeded', run: { owner: 'acme', name: 'builder' } });
    expect(simulator.runs('acme/a')).toEqual([]);
  },
);

test('another repository that builds its own head proves nothing', async () => {
  const dispatch: Dispatch = { type: 'workflow_dispatch', inputs: VERSION_ALONE };
  const elsewhere = repository('a', { build: recipe({ runsIn: BUILDER, dispatch, proof: PROOF }) });
  const cascade = await startCascade(chain([elsewhere]));
  const view = await lastStateOf((await startRelease(cascade, nextVersion())).result());
  expect(built(view, 'a')).toMatchObject({ status: 'failed', reason: { code: 'commit-not-proven' } });
});
