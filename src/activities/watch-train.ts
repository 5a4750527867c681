import type { FoundTrain } from '../domain/queue/queue-events.ts';
import type { Dependencies } from './dependencies.ts';
import { notYet } from './failures.ts';

/** Returns once the train is closed: the engine repeats the look, and no history grows. */
export function watchTrain({ admissions }: Pick<Dependencies, 'admissions'>) {
  return async function watchTrain(train: string, runId: string): Promise<void> {
    if (await admissions.isRunning(train, runId)) throw notYet(`${train} still runs`);
  };
}

/** The trains of a chain that are under way, and whether they have their places. */
export function findRunningTrains({ admissions }: Pick<Dependencies, 'admissions'>) {
  return async function findRunningTrains(chain: string): Promise<readonly FoundTrain[]> {
    return admissions.running(chain);
  };
}
