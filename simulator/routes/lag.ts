import { now } from '../clock.ts';
import type { ActionsRun } from '../state/actions-run.ts';

/** Whether a run shows already where runs show so many seconds late; at once unless given. */
export function showsAfter(lagSeconds: number | undefined, { createdAt }: ActionsRun): boolean {
  return lagSeconds === undefined || now() - createdAt >= lagSeconds * 1000;
}
