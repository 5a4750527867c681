import { expect, test } from 'vitest';
import type { ActionsWorkflowScenario } from '../../simulator/scenario.ts';
import { simulatedOrganisation } from '../../src/cli/demo/scenario.ts';
import type { BuildRecipe, Dispatch } from '../../src/domain/build-recipe.ts';
import type { Repository } from '../../src/domain/chain.ts';
import { chain, recipe, repository } from '../support/chains.ts';

const BY_INPUTS: Dispatch = { type: 'workflow_dispatch', inputs: { commit: '{sha}' } };
const BY_EVENT: Dispatch = { type: 'repository_dispatch', eventType: 'build-chain', payload: { commit: '{sha}' } };

/** The actions workflow that is simulated for a repository which is built so. */
function actionsWorkflowFor(build: Partial<BuildRecipe>, more: Partial<Repository> = {}): ActionsWorkflowScenario {
  const { repositories } = simulatedOrganisation(chain([repository('engine', { build: recipe(build), ...more })]), {
    login: 'cascade-bot',
    token: 'a-token-of-the-tests',
    runners: 1,
    seconds: () => 1,
    failing: [],
  });
  const workflow = repositories[0]?.workflows[0];
  if (workflow === undefined) throw new Error('nothing builds the repository');
  return workflow;
}

function artifactNames(build: Partial<BuildRecipe>): readonly string[] {
  return actionsWorkflowFor(build).artifacts.map(({ name }) => name);
}

test.each([
  ['shows it in its run name', 'shown', ['commit', 'cascade'], 'Build ${{ inputs.cascade }}'],
  ['takes it and does not show it', 'taken', ['commit', 'cascade'], undefined],
  ['knows nothing of it', 'none', ['commit'], undefined],
] as const)('an actions workflow with inputs and marker that %s', (_, marker, inputs, runName) => {
  const workflow = actionsWorkflowFor({ dispatch: BY_INPUTS, marker });
  expect(workflow.on).toEqual({ workflow_dispatch: { inputs } });
  expect(workflow.runName).toBe(runName);
});

test.each([
  ['shows the marker', 'shown', 'Build ${{ github.event.client_payload.cascade.marker }}'],
  ['takes the marker and does not show it', 'taken', undefined],
  ['knows nothing of a marker', 'none', undefined],
] as const)('an actions workflow that listens to an event and %s', (_, marker, runName) => {
  const workflow = actionsWorkflowFor({ dispatch: BY_EVENT, marker });
  expect(workflow.on).toEqual({ repository_dispatch: { types: ['build-chain'] } });
  expect(workflow.runName).toBe(runName);
});

test('a build leaves its proof beside its artifacts, named by the commit that it was told to build', () => {
  const proof = 'built-{sha}';
  expect(artifactNames({ dispatch: BY_INPUTS, proof })[1]).toBe('built-${{ inputs.commit }}');
  expect(artifactNames({ dispatch: BY_EVENT, proof })[1]).toBe('built-${{ github.event.client_payload.commit }}');
});

test('a build that is told no commit proves the head of its actions run', () => {
  const dispatch: Dispatch = { type: 'workflow_dispatch', inputs: {} };
  expect(artifactNames({ dispatch, proof: '{alias}-{sha}' })[1]).toBe('engine-${{ github.sha }}');
});

test('an artifact that is its own proof is left once', () => {
  expect(artifactNames({ proof: 'engine-{version}.tar.gz' })).toEqual(['engine-${{ inputs.version }}.tar.gz']);
});

test('a build that pushes an image leaves the digest of one', () => {
  const images = [{ name: 'ghcr.io/acme/engine', tag: '{version}', digest: 'digest-{version}' }];
  const [, digest] = actionsWorkflowFor({}, { images }).artifacts;
  expect(digest).toMatchObject({
    name: 'digest-${{ inputs.version }}',
    files: [{ text: expect.stringMatching(/^sha256:[0-9a-f]{64}\n$/) as string }],
  });
});
