import { describe, expect, test } from 'vitest';
import type { ActionsWorkflowFile } from '../../src/domain/actions-workflow-file.ts';
import { type CheckedRecipe, checkActionsWorkflow } from '../../src/domain/check-actions-workflow.ts';

const FILE: ActionsWorkflowFile = {
  runName: 'Build ${{ inputs.cascade }}',
  inputs: ['version', 'cascade'].map((name) => ({ name, required: false })),
  eventTypes: null,
  jobs: [{ id: 'build', labels: ['ubuntu-24.04'] }],
};
const RECIPE: CheckedRecipe = {
  dispatch: { type: 'workflow_dispatch', inputs: { version: '{version}' } },
  marker: 'shown',
  proof: null,
  runsIn: null,
};
const LISTENER: ActionsWorkflowFile = {
  ...FILE,
  runName: 'Build ${{ github.event.client_payload.cascade.marker }}',
  inputs: null,
  eventTypes: ['build-chain'],
};
const TO_LISTENER: CheckedRecipe = {
  ...RECIPE,
  dispatch: { type: 'repository_dispatch', eventType: 'build-chain', payload: {} },
  proof: 'built-{sha}',
};

function verdicts(file: ActionsWorkflowFile, recipe: CheckedRecipe): Readonly<Record<string, string>> {
  return Object.fromEntries(checkActionsWorkflow(file, recipe).map(({ check, verdict }) => [check, verdict]));
}

function finding(check: string, file: ActionsWorkflowFile, recipe: CheckedRecipe) {
  return checkActionsWorkflow(file, recipe).find((one) => one.check === check);
}

test('an actions workflow that does what the chain expects is fine in all', () => {
  expect(verdicts(FILE, RECIPE)).toEqual({ trigger: 'fine', inputs: 'fine', marker: 'fine' });
  expect(verdicts(LISTENER, TO_LISTENER)).toEqual({ trigger: 'fine', marker: 'fine', proof: 'fine' });
});

describe('the trigger', () => {
  test('must be that of the dispatch', () => {
    expect(verdicts(LISTENER, RECIPE)).toEqual({ trigger: 'wrong' });
    expect(verdicts(FILE, TO_LISTENER)).toEqual({ trigger: 'wrong' });
  });

  test('must listen to the event type that the chain sends', () => {
    const other = { ...LISTENER, eventTypes: ['nightly'] };
    expect(finding('trigger', other, TO_LISTENER)).toMatchObject({
      verdict: 'wrong',
      message: 'it listens to "nightly", and not to "build-chain", which the chain sends',
    });
    expect(verdicts({ ...LISTENER, eventTypes: 'any' }, TO_LISTENER)).toMatchObject({ trigger: 'fine' });
  });
});

describe('inputs', () => {
  test('that are sent must be declared', () => {
    const file = { ...FILE, inputs: [{ name: 'version', required: true }] };
    expect(finding('inputs', file, RECIPE)).toMatchObject({
      verdict: 'wrong',
      message: "it doesn't declare cascade, which the chain sends",
    });
    expect(verdicts(file, { ...RECIPE, marker: 'none' })).toMatchObject({ inputs: 'fine' });
  });

  test('that are required must be sent', () => {
    const inputs = [...(FILE.inputs ?? []), { name: 'platform', required: true }];
    expect(finding('inputs', { ...FILE, inputs }, RECIPE)).toMatchObject({
      verdict: 'wrong',
      message: "it requires platform, which the chain doesn't send",
    });
  });
});

describe('the marker', () => {
  test('that the title lacks is told with the line to write', () => {
    const line = 'run-name: Build ${{ inputs.version }} ${{ inputs.cascade }}';
    const found = finding('marker', { ...FILE, runName: 'Build ${{ inputs.version }}' }, RECIPE);
    expect(found?.verdict).toBe('doubtful');
    expect(found?.advice).toContain(`\`${line}\``);
  });

  test('must be shown where no answer names the run', () => {
    expect(finding('marker', { ...LISTENER, runName: null }, TO_LISTENER)).toMatchObject({ verdict: 'wrong' });
    expect(finding('marker', { ...LISTENER, runName: FILE.runName }, TO_LISTENER)).toMatchObject({ verdict: 'wrong' });
  });

  test.for(['inputs.cascade_of', 'my.inputs.cascade', 'inputs.cascades'])('is not shown by %s', (field) => {
    expect(finding('marker', { ...FILE, runName: `\${{ ${field} }}` }, RECIPE)).toMatchObject({ verdict: 'doubtful' });
  });

  test.for(['${{inputs.cascade}}', "${{ format('{0}', github.event.inputs.cascade) }}"])(
    'is shown by %s',
    (runName) => {
      expect(finding('marker', { ...FILE, runName }, RECIPE)).toMatchObject({ verdict: 'fine' });
    },
  );

  test('that is only taken, or unknown there, is as the chain says', () => {
    const silent = { ...FILE, runName: null };
    expect(finding('marker', silent, { ...RECIPE, marker: 'taken' })).toMatchObject({ verdict: 'fine' });
    expect(finding('marker', silent, { ...RECIPE, marker: 'none' })).toMatchObject({ verdict: 'fine' });
    expect(finding('marker', FILE, { ...RECIPE, marker: 'taken' })).toMatchObject({ verdict: 'doubtful' });
  });
});

test('a run whose head says nothing about what was built should prove it', () => {
  expect(finding('proof', LISTENER, { ...TO_LISTENER, proof: null })).toMatchObject({ verdict: 'doubtful' });
  const elsewhere = { ...RECIPE, runsIn: { owner: 'acme', name: 'builder' } };
  expect(finding('proof', FILE, elsewhere)).toMatchObject({ verdict: 'doubtful' });
  expect(finding('proof', FILE, { ...elsewhere, proof: 'built-{sha}' })).toMatchObject({ verdict: 'fine' });
});
