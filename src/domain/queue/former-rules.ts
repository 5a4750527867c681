import type { QueueState } from './queue-state.ts';

/** Whether the execution of this queue began on code from before 2026-11-22: until it goes on in another, within a day, it must decide as that did. */
export function goesByFormerRules({ formerRules }: Pick<QueueState, 'formerRules'>): boolean {
  return formerRules === true;
}

/** Whether it began on code that named cascades by shorter digests, and looked at every red push whenever an execution began. */
export function goesByFormerNames({ formerNames }: Pick<QueueState, 'formerNames'>): boolean {
  return formerNames === true;
}
