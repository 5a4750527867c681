import { Octokit } from '@octokit/rest';
import { expect, onTestFinished } from 'vitest';

import type { ActionsWorkflowScenario, RepositoryScenario, Scenario } from '../../simulator/scenario.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { startSimulator } from '../../simulator/simulator.ts';

/** The repository that tests work in. */
export const inLibrary = { owner: 'acme', repo: 'library' };

/** An actions workflow that takes both dispatches and echoes the marker; a test says only what is different. */
export function buildWorkflow(change: Partial<ActionsWorkflowScenario> = {}): ActionsWorkflowScenario {
  return {
    path: '.github/workflows/build.yml',
    name: 'Build',
    on: { workflow_dispatch: { inputs: ['cascade', 'version'] }, repository_dispatch: { types: ['build-chain'] } },
    runName: 'Build ${{ inputs.cascade || github.event.client_payload.cascade.marker }}',
    jobs: [{ name: 'build', seconds: 0 }],
    artifacts: [{ name: 'library-artifacts', files: [{ path: 'library-linux-x86_64', bytes: 5000 }] }],
    ...change,
  };
}

/** `acme/library` with one actions workflow. */
export function library(change: Partial<RepositoryScenario> = {}): RepositoryScenario {
  return { owner: 'acme', name: 'library', workflows: [buildWorkflow()], ...change };
}

/** What a test may say of the simulator that it starts. */
export interface Start extends Partial<Scenario> {
  /** The test provokes violations on purpose and looks at them itself. */
  readonly mayViolate?: boolean;
  readonly check?: boolean;
}

/** A simulator with the real Octokit beside it. It ends with the test, which fails if anything contradicted GitHub's descriptions. */
export async function start(change: Start = {}): Promise<{ simulator: Simulator; octokit: Octokit }> {
  const { mayViolate = false, check = true, ...scenario } = change;
  const simulator = await startSimulator(
    {
      login: 'acme-bot',
      tokens: ['secret-token'],
      runners: Infinity,
      webhooks: [],
      repositories: [library()],
      ...scenario,
    },
    { check },
  );
  onTestFinished(async () => {
    await simulator.close();
    if (!mayViolate) expect(simulator.violations()).toEqual([]);
  });
  return { simulator, octokit: octokitFor(simulator) };
}

/** The real Octokit, pointed at the simulator. */
export function octokitFor(simulator: Simulator, token = 'secret-token'): Octokit {
  return new Octokit({ auth: token, baseUrl: simulator.url, log: silent });
}

const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

function ignore(): void {
  // The refusals that tests provoke are looked at as errors, not as log lines.
}

/** Dispatches the build and gives the run's id once it is completed. */
export async function completedRun(simulator: Simulator, octokit: Octokit): Promise<number> {
  await octokit.actions.createWorkflowDispatch({
    ...inLibrary,
    workflow_id: 'build.yml',
    ref: 'main',
  });
  const run = simulator.runs('acme/library').at(-1);
  if (run === undefined) throw new Error('The dispatch started no run');
  await simulator.when(() => simulator.runs().find(({ id }) => id === run.id)?.status === 'completed');
  return run.id;
}
