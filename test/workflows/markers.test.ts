import { expect, test } from 'vitest';
import type { BuildRecipe, Dispatch } from '../../src/domain/build-recipe.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, recipe, releaseTarget, repository } from '../support/chains.ts';
import { lastStateOf, startRelease } from '../support/start-trains.ts';

const BY_EVENT: Dispatch = {
  type: 'repository_dispatch',
  eventType: 'build-chain',
  payload: { version: '{version}', sha: '{sha}' },
};

let releases = 0;

/** Tests share a server: trains of the same version would be the same train. */
function nextVersion(): string {
  releases += 1;
  return `v1.4.${releases}`;
}

function oneOf(differences: Partial<BuildRecipe>) {
  return chain([repository('a', { build: recipe(differences) })]);
}

test.for([
  ['shown', { marker: 'shown' }, true],
  ['shown, but found by it', { marker: 'shown' }, false],
  ['taken and not shown', { marker: 'taken' }, true],
  ['taken and not shown, by a server that does not name the run', { marker: 'taken' }, false],
  ['unknown', { marker: 'none' }, true],
  ['unknown, by a server that does not name the run', { marker: 'none' }, false],
  ['shown after a repository_dispatch', { marker: 'shown', dispatch: BY_EVENT }, true],
  ['taken and not shown after a repository_dispatch', { marker: 'taken', dispatch: BY_EVENT }, true],
  ['unknown after a repository_dispatch', { marker: 'none', dispatch: BY_EVENT }, true],
] as const)('one run is started and found where the marker is %s', async ([, differences, returnRunDetails]) => {
  const cascade = await startCascade(oneOf(differences), { scenario: { returnRunDetails } });
  const view = await (await startRelease(cascade, nextVersion())).result();
  const [run, ...others] = cascade.simulator.runs();
  expect(others).toEqual([]);
  expect(view.builds[0]).toMatchObject({ status: 'succeeded', run: { id: run?.id } });
});

test('two runs that could both be the one are a failure that names them, not a guess', async () => {
  const cascade = await startCascade(oneOf({ marker: 'none', dispatch: BY_EVENT }), {
    scenario: { behaviours: [{ kind: 'duplicate', repository: 'acme/a', copies: 1, times: 1 }] },
  });
  const view = await lastStateOf((await startRelease(cascade, nextVersion())).result());
  expect(view.builds[0]?.reason.code).toBe('several-candidates');
  for (const { id } of cascade.simulator.runs()) expect(view.builds[0]?.why).toContain(String(id));
});

test.for([
  ['a repository_dispatch', { dispatch: BY_EVENT }, true],
  ['a workflow_dispatch that names a run', {}, true],
  ['a workflow_dispatch that names none', {}, false],
] as const)(
  'of the runs that GitHub makes too many of %s, one is the build, and the others are cancelled and named',
  async ([, differences, returnRunDetails]) => {
    const cascade = await startCascade(oneOf(differences), {
      scenario: {
        returnRunDetails,
        behaviours: [
          { kind: 'duplicate', repository: 'acme/a', copies: 2, times: 1 },
          { kind: 'hold', repository: 'acme/a' },
        ],
      },
    });
    const { simulator } = cascade;
    const handle = await startRelease(cascade, nextVersion());
    const concluded = (as: string) => simulator.runs().filter(({ conclusion }) => conclusion === as);
    await simulator.when(() => concluded('cancelled').length === 2);
    simulator.release('acme/a');
    const [build] = (await handle.result()).builds;
    const [run, ...others] = concluded('success');
    expect(others).toEqual([]);
    expect(run?.id).toBe(Math.min(...simulator.runs().map(({ id }) => id)));
    expect(build?.run?.id).toBe(run?.id);
    expect(build?.related.map(({ because }) => because)).toEqual(['surplus', 'surplus']);
  },
);

test('other actions workflows that the same dispatch started are shown, and not waited for', async () => {
  const described = oneOf({ dispatch: BY_EVENT });
  const cascade = await startCascade(described, {
    scenario: {
      repositories: [
        {
          owner: 'acme',
          name: 'a',
          workflows: [
            {
              path: '.github/workflows/docs.yml',
              name: 'Docs',
              on: { repository_dispatch: { types: ['build-chain'] } },
              runName: 'Docs ${{ github.event.client_payload.cascade.marker }}',
              jobs: [{ name: 'docs', seconds: 60 }],
              artifacts: [],
            },
            {
              path: '.github/workflows/build.yml',
              name: 'Build',
              on: { repository_dispatch: { types: ['build-chain'] } },
              runName: 'Build ${{ github.event.client_payload.cascade.marker }}',
              jobs: [{ name: 'build', seconds: 0.05 }],
              artifacts: [
                {
                  name: 'a-${{ github.event.client_payload.version }}.tar.gz',
                  files: [{ path: 'a.tar.gz', bytes: 10 }],
                },
              ],
            },
          ],
        },
      ],
    },
  });
  const view = await (await startRelease(cascade, nextVersion())).result();
  expect(view.builds[0]?.related).toMatchObject([{ workflow: 'docs.yml', because: 'other-workflow' }]);
});

test('a dispatch to a repository that was renamed goes to its new name', async () => {
  const cascade = await startCascade(
    chain([repository('first', { artifacts: [] }), repository('a', { needs: ['first'] })], {
      release: releaseTarget({ name: 'first' }),
    }),
    { scenario: { behaviours: [{ kind: 'hold', repository: 'acme/first' }] } },
  );
  const handle = await startRelease(cascade, nextVersion());
  await cascade.simulator.when(() => cascade.simulator.runs('acme/first').length === 1);
  cascade.simulator.rename('acme/a', 'acme/renamed');
  cascade.simulator.release('acme/first');
  const view = await handle.result();
  expect(view.builds.find(({ alias }) => alias === 'a')?.run).toMatchObject({ owner: 'acme', name: 'renamed' });
});
