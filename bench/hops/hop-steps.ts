import type { Client } from '@temporalio/client';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { buildId } from '../../src/domain/ids.ts';
import { percentile } from '../numbers/percentile.ts';
import type { Journey } from '../trains/run-train.ts';
import { activityMoments, beginning, childAskedFor, childEnded, end, lastSignal } from './history-moments.ts';
import { endsAtGitHub, type Hop } from './hop-samples.ts';

/** A part of the way from a finished build to the next dispatch. Milliseconds. */
export interface HopStep {
  readonly step: string;
  readonly p50: number;
}

type Moment = readonly [step: string, at: number];

/** One train and its hops. */
export interface HoppingTrain {
  readonly journey: Journey;
  readonly hops: readonly Hop[];
}

/** Where the time of the hops went: the median of each step. GitHub's clock and the server's are this machine's. */
export async function hopSteps(client: Client, trains: readonly HoppingTrain[]): Promise<readonly HopStep[]> {
  const read = remembering((id) => client.workflow.getHandle(id).fetchHistory());
  const samples = new Map<string, number[]>();
  for (const { journey, hops } of trains) {
    for (const hop of hops) {
      const moments = await momentsOf(read, journey, hop);
      for (const [index, [step, at]] of moments.entries()) {
        const before = moments[index - 1]?.[1];
        if (before !== undefined) samples.set(step, [...(samples.get(step) ?? []), at - before]);
      }
    }
  }
  return [...samples].map(([step, ms]) => ({ step, p50: percentile(ms, 50) }));
}

async function momentsOf(
  read: (id: string) => Promise<History>,
  journey: Journey,
  { alias, after }: Hop,
): Promise<readonly Moment[]> {
  const { train } = journey;
  const { dispatched, finished } = endsAtGitHub(journey);
  const [upstream, downstream] = [buildId(train, after), buildId(train, alias)];
  const [parent, last, next] = await Promise.all([read(train), read(upstream), read(downstream)]);
  const dispatch = activityMoments(next, 'startActionsRun');
  return [
    ['webhook sent', finished.get(after) ?? NaN],
    ['API: webhook to signal', lastSignal(last)],
    ['build: workflow task, asks GitHub and ends', end(last)],
    ['train is told', childEnded(parent, upstream)],
    ['train: workflow task, asks for the child', childAskedFor(parent, downstream)],
    ['child begins', beginning(next)],
    ['child: first workflow task', dispatch.scheduled],
    ['dispatch: waits for a worker', dispatch.started],
    ['dispatch: until GitHub has it', dispatched.get(alias) ?? NaN],
  ];
}

function remembering(read: (id: string) => Promise<History>): (id: string) => Promise<History> {
  const histories = new Map<string, Promise<History>>();
  return (id) => {
    const history = histories.get(id) ?? read(id);
    histories.set(id, history);
    return history;
  };
}
