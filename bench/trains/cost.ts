import type { Client } from '@temporalio/client';
import { requestsByKind } from '../../src/cli/demo/requests-by-kind.ts';
import type { Usage } from '../stage/usage.ts';
import { historyEvents } from './history-events.ts';
import type { Journey } from './run-train.ts';

/** What trains cost beside time. */
export interface Cost {
  readonly builds: number;
  readonly eventsPerBuild: number;
  /** Events in the train's own history, per build. */
  readonly trainEventsPerBuild: number;
  readonly requestsPerBuild: number;
  readonly requestsByKind: readonly { readonly operation: string; readonly perBuild: number }[];
  /** Requests for a train as a whole: what is asked to pin the commits. */
  readonly requestsPerTrain: number;
  readonly worker: Usage;
}

/** What the trains left in Temporal and at GitHub; the worker's part is known when it has ended. */
export async function costOf(client: Client, journeys: readonly Journey[]): Promise<Omit<Cost, 'worker'>> {
  const { trains, builds, inTrains, inBuilds } = await historyEvents(client, journeys);
  const kinds = requestsByKind(journeys.flatMap(({ requests }) => requests));
  const ofBuilds = kinds.filter(({ purpose }) => purpose === 'build');
  const counted = (some: typeof kinds) => some.reduce((sum, { count }) => sum + count, 0);
  return {
    builds,
    eventsPerBuild: inBuilds / builds,
    trainEventsPerBuild: inTrains / builds,
    requestsPerBuild: counted(ofBuilds) / builds,
    requestsByKind: ofBuilds.map(({ operation, count }) => ({ operation, perBuild: count / builds })),
    requestsPerTrain: (counted(kinds) - counted(ofBuilds)) / trains,
  };
}
