import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { downstreamClosure } from '../../src/domain/graph.ts';
import { readyBuilds } from '../../src/domain/next-actions.ts';
import { satisfies, type UnderwayTrain } from '../../src/domain/train-state.ts';
import { type Journey, journeys, runningBuilds, type Step } from '../support/journeys.ts';

const always = (check: (journey: Journey) => void, some = journeys()) => {
  fc.assert(fc.property(some, check), { numRuns: 500 });
};

const isSatisfied = ({ builds }: UnderwayTrain, alias: string) => {
  const build = builds[alias];
  return build !== undefined && satisfies(build);
};

const starts = ({ steps, plan }: Journey) =>
  steps.flatMap(({ before, event }) => {
    if (event.type !== 'build-started') return [];
    return plan.builds.filter(({ alias }) => alias === event.alias).map((build) => ({ before, build }));
  });

const publishes = ({ event }: Step) => event.type === 'publishing' && event.state.status === 'running';

describe('whatever comes, in any order', () => {
  test('a train settles', () => {
    // A journey that doesn't end throws where it is made.
    always(({ last, end }) => {
      expect(runningBuilds(last)).toEqual([]);
      expect(last.publishing.status).not.toBe('running');
      expect(['succeeded', 'failed', 'cancelled']).toContain(end);
    });
  });

  test('no build starts before all that it needs is there', () => {
    always((journey) => {
      for (const { before, build } of starts(journey)) {
        for (const need of build.needs) expect(isSatisfied(before, need)).toBe(true);
      }
    });
  });

  test('no build starts twice, and none that has nothing to do', () => {
    always((journey) => {
      const aliases = starts(journey).map(({ build }) => build.alias);
      expect(new Set(aliases).size).toBe(aliases.length);
      for (const { build } of starts(journey)) expect(build.work).not.toBe('nothing');
    });
  });

  test('no more builds run than the limit allows', () => {
    always(({ steps }) => {
      for (const { before } of steps) expect(runningBuilds(before).length).toBeLessThanOrEqual(before.limit);
    });
  });

  test('what starts has the longest remaining path of all that could', () => {
    always((journey) => {
      for (const { before, build } of starts(journey)) {
        expect(build.remaining).toBe(Math.max(...readyBuilds(before).map(({ remaining }) => remaining)));
      }
    });
  });

  test('nothing starts while the train is paused, nor after it is cancelled', () => {
    always((journey) => {
      for (const { before } of [...starts(journey), ...journey.steps.filter(publishes)]) {
        expect(before.paused).toBeNull();
        expect(before.cancelled).toBeNull();
      }
    });
  });

  test('a release is published at most once, and only if everything succeeded', () => {
    always(({ steps, plan }) => {
      const published = steps.filter(publishes);
      expect(published.length).toBeLessThanOrEqual(plan.publishes ? 1 : 0);
      for (const { before } of published) {
        for (const { alias } of plan.builds) expect(isSatisfied(before, alias)).toBe(true);
      }
    });
  });

  test('a train has succeeded exactly where all is built and, for a release, published', () => {
    always(({ plan, last, end }) => {
      const isBuilt = plan.builds.every(({ alias }) => isSatisfied(last, alias));
      const isPublished = plan.publishes ? last.publishing.status === 'published' : last.cancelled === null;
      expect(end === 'succeeded').toBe(isBuilt && isPublished);
    });
  });
});

test('a build that fails or is cancelled blocks exactly what is downstream of it, and all else is built', () => {
  always(
    ({ plan, last, end }) => {
      const broken = plan.builds
        .map(({ alias }) => alias)
        .filter((alias) => ['failed', 'cancelled'].includes(last.builds[alias]?.status ?? ''));
      const affected = downstreamClosure(plan.builds, broken);
      for (const { alias } of plan.builds) {
        if (!affected.has(alias)) expect(isSatisfied(last, alias)).toBe(true);
        else if (!broken.includes(alias)) expect(last.builds[alias]?.status).toBe('waiting');
      }
      if (broken.length > 0) expect(end).toBe('failed');
    },
    journeys(['paused', 'resumed']),
  );
});

test('a train that is cancelled before it publishes ends as cancelled', () => {
  always(({ steps, end }) => {
    const at = steps.findIndex(({ event }) => event.type === 'cancelled');
    fc.pre(at >= 0 && steps[at]?.before.publishing.status === 'waiting');
    expect(end).toBe('cancelled');
  });
});
