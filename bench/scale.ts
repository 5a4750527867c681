import { layers } from './graph/layers.ts';
import { timed } from './graph/timed-node.ts';
import { costTable } from './report/cost-table.ts';
import { runBench } from './report/run-bench.ts';
import { figure, type Table } from './report/table.ts';
import { setStage } from './stage/stage.ts';
import { type Cost, costOf } from './trains/cost.ts';
import { isDispatch, runTrain } from './trains/run-train.ts';

// A chain far larger than any that is known, on one worker.

const LAYERS = 20;
const WIDTH = 50;
const AT_ONCE = 100;
const BUILD_SECONDS = 2;
const AIM = 10;

interface Figures {
  readonly builds: number;
  /** From the order of the train to its first dispatch: commits are pinned. */
  readonly pinningSeconds: number;
  /** From the first dispatch to the end of the train. */
  readonly buildingSeconds: number;
  readonly buildsPerSecond: number;
  readonly cost: Cost;
}

await runBench<Figures>({
  title: `Scale: ${LAYERS * WIDTH} repositories in ${LAYERS} layers, ${AT_ONCE} builds at once, ${BUILD_SECONDS} s each`,
  measure,
  tablesOf: (figures) => [speedTable(figures), costTable({ train: figures.cost })],
});

async function measure(tell: (progress: string) => void): Promise<Figures> {
  const nodes = timed(layers(LAYERS, WIDTH), () => BUILD_SECONDS);
  const chain = { name: 'thousand', nodes, builds: AT_ONCE, knowsDurations: true };
  const stage = await setStage([chain], Infinity);
  tell(`a train of ${nodes.length} builds`);
  const journey = await runTrain(stage, chain, 1);
  const cost = await costOf(stage.client, [journey]);
  const worker = await stage.stop();
  const firstDispatch = journey.requests.find(isDispatch)?.at ?? NaN;
  const buildingSeconds = (journey.endedAt - firstDispatch) / 1000;
  return {
    builds: nodes.length,
    pinningSeconds: (firstDispatch - journey.askedAt) / 1000,
    buildingSeconds,
    buildsPerSecond: nodes.length / buildingSeconds,
    cost: { ...cost, worker },
  };
}

function speedTable({ builds, pinningSeconds, buildingSeconds, buildsPerSecond }: Figures): Table {
  return {
    title: 'Speed',
    columns: ['', 'measured', 'aim'],
    rows: [
      ['builds', figure(builds), ''],
      ['seconds until the first dispatch (commits are pinned)', figure(pinningSeconds, 1), ''],
      ['seconds from the first dispatch to the end of the train', figure(buildingSeconds, 1), ''],
      ['builds a second', `${figure(buildsPerSecond, 1)} (${buildsPerSecond >= AIM ? 'yes' : 'no'})`, `≥ ${AIM}`],
    ],
  };
}
