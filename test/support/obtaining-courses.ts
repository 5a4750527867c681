import fc from 'fast-check';
import {
  beginObtaining,
  type Obtaining,
  type ObtainingEvent,
  type ObtainingStep,
  type ObtainingTerms,
  proceed,
} from '../../src/domain/obtaining.ts';
import { runRef } from './actions-runs.ts';
import { BEGIN } from './obtainings.ts';

type Answer = Extract<ObtainingEvent, { type: 'answered' }>['answer'];

/** What comes of a step that began at that time. */
export type Fate = (step: ObtainingStep, began: number) => ObtainingEvent;

/** One step, when it began, and what came of it. */
export interface Passed {
  readonly step: ObtainingStep;
  readonly began: number;
  readonly event: ObtainingEvent;
}

/** The obtaining of one run, as far as its fates reach or to its end. */
export interface Course {
  readonly terms: ObtainingTerms;
  readonly passed: readonly Passed[];
  readonly last: Obtaining;
}

const run = runRef();
const latencies = fc.nat(200_000);
const always = (answer: Answer) => fc.constant(answer);
const answers = fc.oneof(
  { arbitrary: always({ type: 'unclear', message: 'a reset' }), weight: 4 },
  always({ type: 'accepted' }),
  always({ type: 'not-sent', message: 'connection refused' }),
  always({ type: 'started', run }),
  always({ type: 'refused', status: 404, message: 'Not Found', advice: 'Check the token.' }),
  fc.nat(4_000_000).map((delay): Answer => ({ type: 'rate-limited', notBefore: BEGIN + delay })),
);

/** What may come of the next step, whichever it is. A search ends early only if it finds something. */
export const fates: fc.Arbitrary<Fate> = fc
  .record({
    latency: latencies,
    answer: answers,
    found: fc.constantFrom('none', 'none', 'none', 'found', 'several'),
    isProposed: fc.boolean(),
  })
  .map(({ latency, answer, found, isProposed }): Fate => (step, began) => {
    const at = began + latency;
    switch (step.type) {
      case 'post':
        return { type: 'answered', at, answer };
      case 'search':
        if (found === 'none') return { type: 'searched', at: Math.max(at, step.until), found: { type: 'none' } };
        if (found === 'several') return { type: 'searched', at, found: { type: 'several', runs: [run] } };
        return { type: 'searched', at, found: { type: 'found', run, surplus: [], others: [] } };
      case 'listen':
        return { type: 'listened', at, proposal: isProposed ? run : null };
      case 'pause':
        return { type: 'paused', at: Math.max(at, step.until) };
      case 'run':
      case 'nothing-started':
      case 'failure':
        throw new Error('Nothing comes of an end');
    }
  });

/** Whether nothing follows. */
export const isEnd = ({ type }: ObtainingStep) => type === 'run' || type === 'nothing-started' || type === 'failure';

/** Goes through the steps as the workflow does. */
export function travel(terms: ObtainingTerms, lookFirst: boolean, script: readonly Fate[]): Course {
  let last = beginObtaining(terms, BEGIN, lookFirst);
  let began = BEGIN;
  const passed: Passed[] = [];
  for (const fate of script) {
    if (isEnd(last.step)) break;
    const event = fate(last.step, began);
    passed.push({ step: last.step, began, event });
    last = proceed(terms, last, event);
    began = event.at;
  }
  return { terms, passed, last };
}

/** Courses of any kind, on any terms. */
export const courses: fc.Arbitrary<Course> = fc
  .tuple(
    fc.record<ObtainingTerms>({
      attempt: fc.constant(1),
      marker: fc.constantFrom('shown', 'taken', 'none'),
      queueTimeout: fc.integer({ min: 1, max: 4_000_000 }),
      timings: fc.record({
        dispatchDeadline: fc.integer({ min: 1, max: 60_000 }),
        settle: fc.integer({ min: 1, max: 120_000 }),
        findInterval: fc.integer({ min: 1, max: 10_000 }),
      }),
    }),
    fc.boolean(),
    fc.array(fates, { maxLength: 40 }),
  )
  .map(([terms, lookFirst, script]) => travel(terms, lookFirst, script));
