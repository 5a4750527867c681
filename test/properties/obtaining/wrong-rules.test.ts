import { expect, test } from 'vitest';
import { canBreak } from './breaking.ts';
import { RULES, type Rules } from './rules.ts';

const { timings, proceed, searchRuns, beginObtaining } = RULES;

const wrong = {
  'does not wait for what settles': { ...RULES, timings: { ...timings, settle: 0 } },
  'lets a worker send after the deadline': { ...RULES, keepsDeadline: false },
  'takes an unclear answer for nothing sent': {
    ...RULES,
    proceed: (terms, state, event) => {
      const isUnclear = event.type === 'answered' && event.answer.type === 'unclear';
      return proceed(
        terms,
        state,
        isUnclear ? { ...event, answer: { type: 'not-sent', message: 'no answer' } } : event,
      );
    },
  },
  'does not look first after a reset': { ...RULES, beginObtaining: (terms, at) => beginObtaining(terms, at, false) },
  'lets builds dispatch side by side': { ...RULES, takesTurns: false },
  'takes the first candidate without a marker': {
    ...RULES,
    searchRuns: (runs, terms, asked) =>
      searchRuns(runs, { ...terms, turn: terms.turn === null ? null : { ...terms.turn, sureFrom: 0 } }, asked),
  },
  'believes what is proposed': { ...RULES, mismatch: () => null },
  'does not tell forks apart': {
    ...RULES,
    searchRuns: (runs, terms, asked) =>
      searchRuns(
        runs.map((run) => ({ ...run, fromFork: false })),
        terms,
        asked,
      ),
  },
  'takes the newest run': {
    ...RULES,
    searchRuns: (runs, terms, asked) =>
      searchRuns(
        runs.map((run) => ({ ...run, createdAt: -run.createdAt })),
        terms,
        asked,
      ),
  },
  'never gives up': {
    ...RULES,
    proceed: (terms, state, event) => {
      const next = proceed(terms, state, event);
      return next.step.type === 'nothing-started' ? state : next;
    },
  },
} satisfies Record<string, Rules>;

test.each([
  ['does not wait for what settles', 'one dispatch'],
  ['does not wait for what settles', 'nothing left'],
  ['lets a worker send after the deadline', 'one dispatch'],
  ['takes an unclear answer for nothing sent', 'one dispatch'],
  ['does not look first after a reset', 'one dispatch'],
  ['lets builds dispatch side by side', 'own run'],
  ['takes the first candidate without a marker', 'own run'],
  ['believes what is proposed', 'own run'],
  ['does not tell forks apart', 'own run'],
  ['takes the newest run', 'earliest run'],
  ['never gives up', 'an end'],
] as const)('the model notices a program that %s: the law "%s" falls', (name, law) => {
  expect(canBreak(law, { rules: wrong[name] })).toBe(true);
});
