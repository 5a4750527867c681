import { startTrain } from '../../src/engine/trains/start-train.ts';
import { layers } from '../graph/layers.ts';
import { timed } from '../graph/timed-node.ts';
import type { BenchChain } from '../stage/bench-chain.ts';
import type { Stage } from '../stage/stage.ts';

/** A train whose builds wait for actions runs that are in progress until their repository is released. */
export interface WaitingTrain {
  readonly train: string;
  /** The repositories, as `owner/name`, in the order of the chain. */
  readonly repositories: readonly string[];
  readonly aliases: readonly string[];
}

const TASK_QUEUE = 'cascade';
const MINUTES_TO_START = 20;

/** A chain of so many repositories that need nothing, all or so many built at once; each of their actions runs stays in progress until it is released. */
export function heldChain(name: string, repositories: number, builds = repositories): BenchChain {
  return { name, nodes: timed(layers(1, repositories), () => 0), builds, knowsDurations: false, held: true };
}

/** Starts as many builds of such a chain as it has at once, and resolves once each waits and every webhook was answered. */
export async function waitingTrain(
  { client, simulator }: Stage,
  { name, nodes, builds }: BenchChain,
  tell: (progress: string) => void,
): Promise<WaitingTrain> {
  const train = `${name}/cascade/all/1`;
  const aliases = nodes.map(({ alias }) => alias);
  const repositories = aliases.map((alias) => `${name}/${alias}`);
  tell(`a train of ${aliases.length} repositories`);
  await startTrain(
    client,
    { kind: 'cascade', trainId: train, input: { chain: name, changed: aliases } },
    { taskQueue: TASK_QUEUE, repeat: 'never' },
  );
  const ours = new Set(repositories);
  const allWait = () =>
    simulator.runs().filter(({ repository, status }) => status === 'in_progress' && ours.has(repository)).length ===
      builds && simulator.deliveries().every(({ status }) => status !== 0);
  await simulator.when(allWait, MINUTES_TO_START * 60_000);
  tell(`${builds} builds wait`);
  return { train, aliases, repositories };
}
