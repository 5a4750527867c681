import type { QueueState } from './queue-state.ts';

/** Whether the execution of this queue began on code from before 2026-11-22: until it goes on in another, within a day, it must decide as that did. */
export function goesByFormerRules({ formerRules }: Pick<QueueState, 'formerRules'>): boolean {
  return formerRules === true;
}
