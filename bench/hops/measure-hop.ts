import type { Node } from '../../src/domain/graph.ts';
import { startBareEngine } from '../engine/bare-engine.ts';
import { timed } from '../graph/timed-node.ts';
import { percentile } from '../numbers/percentile.ts';
import { seededRandom, uniform } from '../numbers/random.ts';
import { setStage } from '../stage/stage.ts';
import { type Cost, costOf } from '../trains/cost.ts';
import { runTrain } from '../trains/run-train.ts';
import { endsAtGitHub, type Hop, hopsOf } from './hop-samples.ts';
import { type HoppingTrain, type HopStep, hopSteps } from './hop-steps.ts';

/** Milliseconds that half and nearly all of the hops stay within. */
interface Spread {
  readonly p50: number;
  readonly p99: number;
}

/** The hops of one chain, of Cascade and of the bare engine. */
export interface HopFigures {
  /** How many hops of each were measured. */
  readonly hops: number;
  readonly cascade: Spread;
  readonly bare: Spread;
  /** How far above the bare engine the median may be, milliseconds. */
  readonly aim: number;
  readonly steps: readonly HopStep[];
  readonly cost: Cost;
}

interface HopCase {
  readonly name: string;
  readonly nodes: readonly Node[];
  /** Trains of Cascade, and passes of the bare engine. */
  readonly passes: number;
  readonly aim: number;
}

// Short builds, so that the engine shows; of different lengths, so that they don't all end at once.
const SECONDS = { from: 0.3, to: 0.7 } as const;

/** Lets trains and passes of the bare engine take turns on one server, so that both see the same machine. */
export async function measureHop(asked: HopCase, tell: (progress: string) => void): Promise<HopFigures> {
  const { name, passes, aim } = asked;
  const random = seededRandom(1);
  const nodes = timed(asked.nodes, () => uniform(random, SECONDS.from, SECONDS.to));
  const chain = { name, nodes, builds: nodes.length, knowsDurations: false };
  const stage = await setStage([chain], Infinity);
  const bareEngine = await startBareEngine(stage);

  const trains: HoppingTrain[] = [];
  const bareHops: Hop[] = [];
  // The first of each warms up: code is compiled, connections are opened.
  for (let turn = 0; turn <= passes; turn++) {
    const journey = await runTrain(stage, chain, turn);
    const pass = await bareEngine.run(nodes);
    tell(`${name}: ${turn} of ${passes} passes`);
    if (turn === 0) continue;
    trains.push({ journey, hops: hopsOf(nodes, endsAtGitHub(journey)) });
    bareHops.push(...hopsOf(nodes, pass));
  }

  const steps = await hopSteps(stage.client, trains);
  const journeys = trains.map(({ journey }) => journey);
  const cost = await costOf(stage.client, journeys);
  await bareEngine.stop();
  const worker = await stage.stop();
  const hops = trains.flatMap((train) => train.hops);
  return {
    hops: hops.length,
    cascade: spread(hops),
    bare: spread(bareHops),
    aim,
    steps,
    cost: { ...cost, worker },
  };
}

function spread(hops: readonly Hop[]): Spread {
  const ms = hops.map((hop) => hop.ms);
  return { p50: percentile(ms, 50), p99: percentile(ms, 99) };
}
