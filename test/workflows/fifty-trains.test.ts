import { expect, test } from 'vitest';
import type { RepositoryScenario } from '../../simulator/scenario.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { DEFAULT_TIMINGS } from '../../src/domain/timings.ts';
import type { cascade } from '../../src/workflows/index.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { LONG } from '../support/long.ts';

const TRAINS = 50;
const ALIASES = ['shown', 'silent'] as const;
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

/** Whether GitHub names the run that a dispatch started, or every one has to be found. */
const ANSWERS = [false, true];

test.runIf(LONG).for(ANSWERS)(
  'fifty trains at once on the same repositories each get their own runs (GitHub names them: %s)',
  { timeout: 180_000 },
  async (returnRunDetails) => {
    const { client, simulator, taskQueue } = await startCascade(PAIR, {
      scenario: { returnRunDetails, repositories: REPOSITORIES },
      // Runs show at once here.
      timings: { ...DEFAULT_TIMINGS, settle: 0, findInterval: 50 },
    });
    const trains = Array.from({ length: TRAINS }, (_, index) => ({
      id: `acme/cascade/${String(returnRunDetails)}-${index}`,
      alias: index % 2 === 0 ? 'shown' : 'silent',
    }));
    const handles = await Promise.all(
      trains.map(({ id, alias }) =>
        client.workflow.start<typeof cascade>('cascade', {
          taskQueue,
          workflowId: id,
          args: [{ chain: 'acme', changed: [alias] }],
        }),
      ),
    );
    const strangers = new Set<number>();
    const ours = (alias: string) => simulator.runs(`acme/${alias}`).filter(({ id }) => !strangers.has(id));
    for (let begun = 1; begun < TRAINS / 2; begun += 3) {
      await simulator.when(() => ALIASES.every((alias) => ours(alias).length >= begun), 120_000);
      for (const alias of ALIASES) for (const id of disturb(simulator, `acme/${alias}`)) strangers.add(id);
    }
    const views = await Promise.all(handles.map((handle) => handle.result()));

    const titles = new Map(ALIASES.flatMap(ours).map(({ id, displayTitle }) => [id, displayTitle]));
    const taken = views.map(({ builds }, index) => builds.find(({ alias }) => alias === trains[index]?.alias)?.run?.id);
    expect(titles.size).toBe(TRAINS);
    expect(new Set(taken)).toEqual(new Set(titles.keys()));
    const own = trains.map(({ id }) => expect.stringMatching(new RegExp(` of ${id}$`)) as string);
    expect(taken.map((id) => titles.get(id ?? 0))).toEqual(own);
    expect(simulator.requests().filter(({ path }) => path.endsWith('/cancel'))).toEqual([]);
  },
);
