import fc from 'fast-check';
import { expect, test } from 'vitest';
import { upstreamClosure } from '../../src/domain/graph.ts';
import { nextActions, readyBuilds } from '../../src/domain/next-actions.ts';
import type { UnderwayTrain } from '../../src/domain/train-state.ts';
import { type BuildView, viewTrain } from '../../src/domain/train-view.ts';
import { type Journey, journeys, runningBuilds } from '../support/journeys.ts';
import { TITLE } from '../support/trains.ts';

const always = (check: (journey: Journey) => void) => {
  fc.assert(fc.property(journeys(), check), { numRuns: 300 });
};

const statesOf = ({ steps, last }: Journey): readonly UnderwayTrain[] => [...steps.map(({ before }) => before), last];

const withReason = (train: UnderwayTrain, code: BuildView['reason']['code']) =>
  viewTrain(TITLE, train)
    .builds.filter(({ reason }) => reason.code === code)
    .map(({ alias }) => alias);

test('at every moment every build has a reason in words', () => {
  always((journey) => {
    for (const train of statesOf(journey)) {
      for (const { why } of viewTrain(TITLE, train).builds) expect(why).toMatch(/^[^\n]*\S$/);
    }
  });
});

test('every repository of the plan is shown once, at every moment', () => {
  always((journey) => {
    const aliases = [...journey.plan.builds, ...journey.plan.skipped].map(({ alias }) => alias);
    for (const train of statesOf(journey)) {
      expect(viewTrain(TITLE, train).builds.map(({ alias }) => alias)).toEqual(aliases);
    }
  });
});

test('the builds that wait for a place are those that are ready, and then every place is taken', () => {
  always((journey) => {
    for (const train of statesOf(journey)) {
      if (train.cancelled !== null || train.paused !== null) continue;
      const waiting = withReason(train, 'waiting-for-slot');
      expect([...waiting].sort()).toEqual(
        readyBuilds(train)
          .map(({ alias }) => alias)
          .sort(),
      );
      if (nextActions(train).length === 0 && waiting.length > 0) {
        expect(runningBuilds(train)).toHaveLength(train.limit);
      }
    }
  });
});

test('a build that is shown as paused, blocked or cancelled is not about to start', () => {
  always((journey) => {
    for (const train of statesOf(journey)) {
      const starting = nextActions(train).flatMap((action) =>
        action.type === 'start-build' ? [action.build.alias] : [],
      );
      for (const { alias, reason } of viewTrain(TITLE, train).builds) {
        if (starting.includes(alias)) expect(reason.code).toBe('waiting-for-slot');
      }
    }
  });
});

test('a blocked build names exactly the builds upstream that failed or were cancelled', () => {
  always((journey) => {
    for (const train of statesOf(journey)) {
      const isBroken = (alias: string) => ['failed', 'cancelled'].includes(train.builds[alias]?.status ?? '');
      for (const { alias, status, reason } of viewTrain(TITLE, train).builds) {
        expect(status === 'blocked').toBe(reason.code === 'blocked');
        if (reason.code !== 'blocked') continue;
        const causes = [...upstreamClosure(train.plan.builds, [alias])].filter(isBroken);
        expect([...reason.by].sort()).toEqual(causes.sort());
      }
    }
  });
});

test('a train is shown as settled exactly when it settles, and then nothing waits or runs', () => {
  always((journey) => {
    for (const train of statesOf(journey)) {
      const settles = nextActions(train).flatMap((action) => (action.type === 'settle' ? [action.as] : []));
      const { state, builds } = viewTrain(TITLE, train);
      expect(['succeeded', 'failed', 'cancelled'].filter((end) => end === state)).toEqual(settles);
      if (settles.length > 0) {
        for (const { status } of builds) expect(['waiting', 'running']).not.toContain(status);
      }
    }
  });
});
