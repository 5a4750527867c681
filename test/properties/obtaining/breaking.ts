import fc from 'fast-check';
import { type Broken, brokenLaws } from './laws.ts';
import { play } from './play.ts';
import type { PromiseName } from './promises.ts';
import { RULES, type Rules } from './rules.ts';
import { stories } from './stories.ts';

/** More stories than it takes to break what can be broken. */
const TRIES = 20_000;

/** Whether a story is found that breaks a law, by other rules or without one of the promises. Chance is the same each time. */
export function canBreak(
  law: Broken['law'],
  { rules = RULES, without = null }: { readonly rules?: Rules; readonly without?: PromiseName | null },
): boolean {
  const { failed } = fc.check(
    fc.property(stories(without), (story) => !brokenLaws(play(story, rules)).some((broken) => broken.law === law)),
    { numRuns: TRIES, endOnFailure: true, seed: 2 },
  );
  return failed;
}
