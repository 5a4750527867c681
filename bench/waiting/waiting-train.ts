import { startTrain } from '../../src/engine/trains/start-train.ts';
import { layers } from '../graph/layers.ts';
import { timed } from '../graph/timed-node.ts';
import type { BenchChain } from '../stage/bench-chain.ts';
import { setStage, type Stage } from '../stage/stage.ts';

/** A train whose builds all wait for actions runs that are in progress until their repository is released. */
export interface WaitingTrain {
  readonly stage: Stage;
  readonly train: string;
  /** The repositories, as `owner/name`, in the order of the chain. */
  readonly repositories: readonly string[];
  readonly aliases: readonly string[];
}

const TASK_QUEUE = 'cascade';
const MINUTES_TO_START = 20;

/** Starts so many builds that need nothing, and resolves once each waits and every webhook was answered. */
export async function waitingTrain(builds: number, tell: (progress: string) => void): Promise<WaitingTrain> {
  const nodes = timed(layers(1, builds), () => 0);
  const chain: BenchChain = { name: 'waiting', nodes, builds, knowsDurations: false, held: true };
  const stage = await setStage([chain], Infinity);
  const train = `${chain.name}/cascade/all/1`;
  const aliases = nodes.map(({ alias }) => alias);
  tell(`a train of ${builds} builds`);
  await startTrain(
    stage.client,
    { kind: 'cascade', trainId: train, input: { chain: chain.name, changed: aliases } },
    { taskQueue: TASK_QUEUE, repeat: 'never' },
  );
  const { simulator } = stage;
  const allWait = () =>
    simulator.runs().filter(({ status }) => status === 'in_progress').length === builds &&
    simulator.deliveries().every(({ status }) => status !== 0);
  await simulator.when(allWait, MINUTES_TO_START * 60_000);
  tell(`${builds} builds wait`);
  return { stage, train, aliases, repositories: aliases.map((alias) => `${chain.name}/${alias}`) };
}
