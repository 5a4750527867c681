import type { Octokit } from '@octokit/rest';
import { expect, test } from 'vitest';

import type { Simulator } from '../../../simulator/simulator.ts';
import { buildWorkflow, inLibrary, library, start } from '../started.ts';

const holding = [{ kind: 'hold', repository: 'acme/library' }] as const;

function grouped(cancelInProgress: boolean, group = 'build-${{ inputs.version }}') {
  return [library({ workflows: [buildWorkflow({ concurrency: { group, cancelInProgress } })] })];
}

/** Dispatches a build for every version, one after the other. */
async function dispatchAll(octokit: Octokit, versions: readonly string[]): Promise<void> {
  for (const version of versions) {
    await octokit.actions.createWorkflowDispatch({
      ...inLibrary,
      workflow_id: 'build.yml',
      ref: 'main',
      inputs: { version },
    });
  }
}

function states(simulator: Simulator): string[] {
  return simulator.runs().map(({ status, conclusion }) => conclusion ?? status);
}

test('a run whose group is taken is pending, and begins when the other is done', async () => {
  const { simulator, octokit } = await start({ repositories: grouped(false), behaviours: holding });
  await dispatchAll(octokit, ['v1', 'V1']);
  expect(states(simulator)).toEqual(['in_progress', 'pending']);
  simulator.release('acme/library');
  await simulator.when(() => simulator.runs().every(({ conclusion }) => conclusion === 'success'));
  const [first, second] = simulator.runs();
  expect(second?.startedAt).toBeGreaterThanOrEqual(first?.completedAt ?? Infinity);
});

test('runs of different groups do not wait for each other', async () => {
  const { simulator, octokit } = await start({ repositories: grouped(false), behaviours: holding });
  await dispatchAll(octokit, ['v1', 'v2']);
  expect(states(simulator)).toEqual(['in_progress', 'in_progress']);
});

test('a newer run cancels an older one that is pending, before any of its jobs came to be', async () => {
  const { simulator, octokit } = await start({ repositories: grouped(false), behaviours: holding });
  await dispatchAll(octokit, ['v1', 'v1', 'v1']);
  expect(states(simulator)).toEqual(['in_progress', 'cancelled', 'pending']);
  const run_id = simulator.runs()[1]?.id ?? 0;
  expect((await octokit.actions.listJobsForWorkflowRun({ ...inLibrary, run_id })).data.jobs).toEqual([]);
});

test('a newer run cancels the one in progress if its actions workflow says so', async () => {
  const { simulator, octokit } = await start({ repositories: grouped(true), behaviours: holding });
  await dispatchAll(octokit, ['v1', 'v1', 'v1']);
  expect(states(simulator)).toEqual(['cancelled', 'cancelled', 'in_progress']);
});

test('a pending run that a person cancels lets nobody in', async () => {
  const { simulator, octokit } = await start({ repositories: grouped(false), behaviours: holding });
  await dispatchAll(octokit, ['v1', 'v1']);
  simulator.cancelRun(simulator.runs()[1]?.id ?? 0);
  await dispatchAll(octokit, ['v1']);
  expect(states(simulator)).toEqual(['in_progress', 'cancelled', 'pending']);
});

test('a re-run waits for its group too', async () => {
  const { simulator, octokit } = await start({
    repositories: grouped(false),
    behaviours: [{ kind: 'hold', repository: 'acme/library', times: 2 }],
  });
  await dispatchAll(octokit, ['v1']);
  const id = simulator.runs()[0]?.id ?? 0;
  simulator.cancelRun(id);
  await dispatchAll(octokit, ['v1']);
  simulator.rerun(id);
  expect(states(simulator)).toEqual(['pending', 'in_progress']);
  simulator.release('acme/library');
  await simulator.when(() => simulator.runs().every(({ conclusion }) => conclusion === 'success'));
});
