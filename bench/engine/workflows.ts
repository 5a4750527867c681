import {
  condition,
  defineQuery,
  defineSignal,
  executeChild,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Node } from '../../src/domain/graph.ts';
import type { BareActivities } from './bare-activities.ts';

/** Says that a build is finished. */
export const finished = defineSignal('finished');

/** Something has come. */
export const came = defineSignal<[news: unknown]>('came');

const { dispatch } = proxyActivities<BareActivities>({ startToCloseTimeout: '1 minute' });

/** The least that a train can be: one child for each node, once all that it needs are done. The nodes come in topological order. */
export async function bareTrain(nodes: readonly Node[]): Promise<void> {
  const { workflowId } = workflowInfo();
  const builds = new Map<string, Promise<void>>();
  for (const { alias, needs } of nodes) {
    const needed = needs.flatMap((need) => builds.get(need) ?? []);
    const start = () => executeChild(bareBuild, { workflowId: `${workflowId}/${alias}`, args: [alias] });
    builds.set(alias, Promise.all(needed).then(start));
  }
  await Promise.all(builds.values());
}

/** The least that a build can be: one activity, then one signal. */
export async function bareBuild(alias: string): Promise<void> {
  let done = false;
  setHandler(finished, () => {
    done = true;
  });
  await dispatch(workflowInfo().workflowId, alias);
  await condition(() => done);
}

/** How much has come. */
export const counted = defineQuery<number>('counted');

/** The least that a queue can be: it counts what comes. */
export async function bareQueue(): Promise<void> {
  let count = 0;
  setHandler(counted, () => count);
  setHandler(came, () => {
    count += 1;
  });
  await condition(() => count === Infinity);
}
