import { expect, test } from 'vitest';
import type { Simulator } from '../../simulator/simulator.ts';
import type { RepositoryScenario } from '../../simulator/scenario.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import type { cascade as cascadeWorkflow } from '../../src/workflows/index.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, recipe, repository } from '../support/chains.ts';

const TRAINS = 50;
const PLACES = ['acme/shown', 'acme/silent'] as const;
const WORKFLOW = '.github/workflows/build.yml';

/** Every build tells its actions workflow which train it is of. */
const dispatch = { type: 'workflow_dispatch', inputs: { train: '{train}' } } as const;

/** One repository shows the marker and one doesn't; neither needs the other. */
const PAIR = chain([
  repository('shown', { build: recipe({ dispatch }), artifacts: [] }),
  repository('silent', { build: recipe({ dispatch, marker: 'none' }), artifacts: [] }),
]);

/** Both put the train into their titles: it shows what each run was given, and is no marker. */
const REPOSITORIES = [
  place('shown', ['train', 'cascade'], 'Build ${{ inputs.cascade }} of ${{ inputs.train }}'),
  place('silent', ['train'], 'Build of ${{ inputs.train }}'),
];

function place(name: string, inputs: readonly string[], runName: string): RepositoryScenario {
  const jobs = [{ name: 'build', seconds: 0.01 }];
  const on = { workflow_dispatch: { inputs } };
  return { owner: 'acme', name, workflows: [{ path: WORKFLOW, name: 'Build', jobs, on, runName, artifacts: [] }] };
}

/** A person starts a build by hand, and a fork's run calls itself what our newest run is called, marker and all. */
function disturb(simulator: Simulator, name: string): readonly number[] {
  const title = simulator.runs(name).at(-1)?.displayTitle ?? '';
  const foreign = { title, event: 'workflow_dispatch', login: 'cascade-bot' };
  return [
    simulator.forkRun(name, WORKFLOW, foreign).id,
    simulator.dispatchAsPerson(name, WORKFLOW, { login: 'a-person' }).id,
  ];
}

test.for([false, true])(
  'fifty trains at once on the same repositories each get their own runs (GitHub names them: %s)',
  { timeout: 180_000 },
  async (returnRunDetails) => {
    const { client, simulator, taskQueue } = await startCascade(PAIR, {
      scenario: { returnRunDetails, repositories: REPOSITORIES },
      // Runs show at once here.
      timings: { ...DEFAULT_TIMINGS, settle: 0, findInterval: 50 },
    });
    const handles = await Promise.all(
      Array.from({ length: TRAINS }, (_, index) =>
        client.workflow.start<typeof cascadeWorkflow>('cascade', {
          taskQueue,
          workflowId: `acme/cascade/${String(returnRunDetails)}-${index}`,
          args: [{ chain: 'acme', changed: ['shown', 'silent'] }],
        }),
      ),
    );
    const strangers: number[] = [];
    for (let began = 1; began < TRAINS; began += 5) {
      await simulator.when(() => PLACES.every((name) => ours(simulator, name, strangers).length >= began), 120_000);
      for (const name of PLACES) strangers.push(...disturb(simulator, name));
    }
    const views = await Promise.all(handles.map((handle) => handle.result()));

    for (const [alias, name] of [
      ['shown', 'acme/shown'],
      ['silent', 'acme/silent'],
    ] as const) {
      const runs = ours(simulator, name, strangers);
      const titles = new Map(runs.map(({ id, displayTitle }) => [id, displayTitle]));
      const taken = views.map(({ builds }) => builds.find((build) => build.alias === alias)?.run?.id ?? 0);
      expect(runs).toHaveLength(TRAINS);
      expect(new Set(taken)).toEqual(new Set(titles.keys()));
      const mine = views.map(({ train }) => expect.stringMatching(new RegExp(` of ${train}$`)) as string);
      expect(taken.map((id) => titles.get(id))).toEqual(mine);
    }
    expect(simulator.requests().filter(({ path }) => path.endsWith('/cancel'))).toEqual([]);
  },
);

function ours(simulator: Simulator, name: string, strangers: readonly number[]) {
  return simulator.runs(name).filter(({ id }) => !strangers.includes(id));
}
