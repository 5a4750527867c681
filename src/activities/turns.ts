import { activityInfo } from '@temporalio/activity';
import type { Asker } from '../domain/dispatch-lane.ts';
import type { Dependencies } from './dependencies.ts';
import { notYet } from './failures.ts';

/** Asks for the turn to dispatch to an actions workflow that shows no marker; the answer comes by signal. */
export function askForTurn({ turns }: Pick<Dependencies, 'turns'>) {
  return async function askForTurn(lane: string, asker: Asker): Promise<void> {
    await turns.ask(lane, asker, activityInfo().taskQueue);
  };
}

/** Returns once the workflow that has the turn is closed: the engine repeats the look, and no history grows. */
export function watchTurn({ turns }: Pick<Dependencies, 'turns'>) {
  return async function watchTurn(asker: Asker): Promise<void> {
    if (await turns.isRunning(asker)) throw notYet(`${asker.workflowId} still has the turn`);
  };
}
