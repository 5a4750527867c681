import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Course, courses, type Fate, fates, isEnd, type Passed, travel } from '../support/obtaining-courses.ts';
import { BEGIN, TERMS } from '../support/obtainings.ts';

const always = (check: (course: Course) => void) => {
  fc.assert(fc.property(courses, check), { numRuns: 1000 });
};

const wasUnclear = ({ event }: Passed) => event.type === 'answered' && event.answer.type === 'unclear';

test('a POST follows an unclear one only after a search until the first would show, which found nothing', () => {
  always(({ terms: { timings }, passed, last }) => {
    const steps = [...passed.map(({ step }) => step), last.step];
    passed.forEach((one, index) => {
      if (!wasUnclear(one) || one.step.type !== 'post') return;
      const search = passed[index + 1];
      if (steps[index + 1]?.type === 'post') throw new Error('It was posted again at once');
      if (search === undefined) return;
      if (search.step.type !== 'search') throw new Error(`A search should follow, not ${search.step.type}`);
      expect(search.step.until).toBeGreaterThanOrEqual(one.step.deadline + timings.settle);
      expect(search.step.until).toBeGreaterThanOrEqual(one.event.at + timings.settle);
      if (steps[index + 2]?.type === 'post') {
        expect(search.event).toMatchObject({ type: 'searched', found: { type: 'none' } });
        expect(search.event.at).toBeGreaterThanOrEqual(search.step.until);
      }
    });
  });
});

test('at most three POSTs of an attempt get no clear answer', () => {
  always(({ passed, last }) => {
    const count = passed.filter(wasUnclear).length;
    expect(count).toBeLessThanOrEqual(3);
    expect(last.unclear).toBe(count);
  });
});

test('what GitHub accepted, started or refused is never posted again', () => {
  always(({ passed, last }) => {
    const steps = [...passed.map(({ step }) => step), last.step];
    const clear = passed.findIndex(
      ({ event }) => event.type === 'answered' && ['accepted', 'started', 'refused'].includes(event.answer.type),
    );
    if (clear >= 0) expect(steps.slice(clear + 1).map(({ type }) => type)).not.toContain('post');
  });
});

test('after a reset, nothing is posted before a look at what was posted before it', () => {
  always(({ terms: { timings }, passed: [first] }) => {
    if (first?.step.type !== 'search') return;
    expect(first.step.until).toBe(BEGIN + timings.dispatchDeadline + timings.settle);
  });
});

test('every POST has a deadline of its own, counted from when it was decided', () => {
  always(({ terms: { timings }, passed }) => {
    for (const { step, began } of passed) {
      if (step.type === 'post') expect(step.deadline).toBe(began + timings.dispatchDeadline);
    }
  });
});

test('nothing waits for a time that is past already, or is sure later than it ends', () => {
  always(({ passed }) => {
    for (const { step, began } of passed) {
      if (step.type === 'pause' || step.type === 'listen') expect(step.until).toBeGreaterThan(began);
      if (step.type === 'search') expect(step.sureFrom).toBeLessThanOrEqual(step.until);
    }
  });
});

test('there is always an end, unless GitHub goes on limiting or can not be reached', () => {
  const lasting = fc.array(fates, { minLength: 24, maxLength: 24 });
  fc.assert(
    fc.property(fc.constantFrom('shown', 'taken', 'none'), fc.boolean(), lasting, (marker, lookFirst, script) => {
      const { passed, last } = travel({ ...TERMS, marker }, lookFirst, script);
      const pauses = passed.filter(({ step }) => step.type === 'pause').length;
      // A look after the reset, two POSTs and their looks, one that is accepted, listening and the last look.
      const most = 8 + 2 * pauses;
      if (passed.length > most || !isEnd(last.step)) expect(most).toBeGreaterThanOrEqual(script.length);
    }),
  );
});

test('while GitHub can not be reached, it is given up with the queue time-out', () => {
  const unreachable: Fate = (step, began) =>
    step.type === 'pause'
      ? { type: 'paused', at: step.until }
      : { type: 'answered', at: began, answer: { type: 'not-sent', message: 'connection refused' } };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4_000_000 }), (queueTimeout) => {
      const script = Array.from({ length: 200 }, () => unreachable);
      const { passed, last } = travel({ ...TERMS, queueTimeout }, false, script);
      expect(last.step).toMatchObject({ type: 'failure', outcome: 'github_unreachable' });
      const end = passed.at(-1)?.event.at ?? 0;
      expect(end).toBeGreaterThanOrEqual(BEGIN + queueTimeout);
      expect(end).toBeLessThan(BEGIN + queueTimeout + 60_000);
    }),
  );
});
