import type { Client } from '@temporalio/client';
import { buildId } from '../../src/domain/ids.ts';
import type { Journey } from './run-train.ts';

/** How long the histories of trains became, in events. */
export interface HistoryEvents {
  readonly trains: number;
  readonly builds: number;
  /** Events of all trains' own histories. */
  readonly inTrains: number;
  /** Events of all builds' histories. */
  readonly inBuilds: number;
}

const AT_ONCE = 20;

/** Counts the events of these trains and of all their builds. */
export async function historyEvents(client: Client, journeys: readonly Journey[]): Promise<HistoryEvents> {
  const builds = journeys.flatMap(({ train, view }) => view.builds.map(({ alias }) => buildId(train, alias)));
  const trains = journeys.map(({ train }) => train);
  return {
    trains: trains.length,
    builds: builds.length,
    inTrains: await total(client, trains),
    inBuilds: await total(client, builds),
  };
}

async function total(client: Client, workflowIds: readonly string[]): Promise<number> {
  let sum = 0;
  for (let from = 0; from < workflowIds.length; from += AT_ONCE) {
    const some = workflowIds.slice(from, from + AT_ONCE);
    const described = await Promise.all(some.map((id) => client.workflow.getHandle(id).describe()));
    sum += described.reduce((events, { historyLength }) => events + historyLength, 0);
  }
  return sum;
}
