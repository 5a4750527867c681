import type { ActionsRunRef } from './actions-run.ts';
import type { UnderwayTrain } from './train-state.ts';
import type { RunHint } from './webhook-decision.ts';

/** Whether a webhook may tell that somebody ran an actions run again after its build had ended: its train is to know. */
export function mayBeLate({ attempt, status, source }: RunHint): boolean {
  return attempt > 1 && status === 'completed' && source === 'run';
}

/**
 * The actions run that a failed build ended with, where what is told is a later attempt of it; `null` where the news
 * changes nothing, because the build did not fail, has another run, or knows that attempt already.
 */
export function lateRun(
  { builds, cancelled }: UnderwayTrain,
  alias: string,
  { id, attempt }: Pick<ActionsRunRef, 'id' | 'attempt'>,
): ActionsRunRef | null {
  const build = Object.hasOwn(builds, alias) ? builds[alias] : undefined;
  if (cancelled !== null || build?.status !== 'failed' || build.run === null) return null;
  return build.run.id === id && attempt > build.run.attempt ? build.run : null;
}
