import { describe, expect, test } from 'vitest';
import type { TrainEvent } from '../../src/domain/train-events.ts';
import { type BuildView, viewTrain } from '../../src/domain/train-view.ts';
import type { RelatedRun } from '../../src/domain/actions-run.ts';
import type { GaveUp } from '../../src/domain/retry.ts';
import { planTrain } from '../../src/domain/plan.ts';
import { depart } from '../../src/domain/depart.ts';
import { runRef } from '../support/actions-runs.ts';
import { chainOf, G2 } from '../support/chains.ts';
import { cascadeOf } from '../support/requests.ts';
import { byAlice, departure, OUTCOMES, PUBLISHED, settled, started, TITLE, trainAfter } from '../support/trains.ts';

const pair = chainOf([
  ['engine', []],
  ['node', ['engine']],
]);

const view = (events: readonly TrainEvent[] = [], chain = pair) => viewTrain(TITLE, trainAfter(chain, events));

/** Each build as `alias status: why`. */
const lines = ({ builds }: { readonly builds: readonly BuildView[] }) =>
  builds.map(({ alias, status, why }) => `${alias} ${status}: ${why}`);

const RUN = 'https://github.test/acme/engine/actions/runs/7';
const FAILED = `actions run 7 ended in failure (1 job: test): see ${RUN} (all 2 attempts are used)`;

describe('every build says why it is where it is', () => {
  test.each([
    ['of few places', [], ['a waiting: is ready, and waits for one of 4 builds at once', 'b waiting: waits for a']],
    ['of the pause', [byAlice('paused')], ['a waiting: paused by Alice', 'b waiting: waits for a']],
    ['it runs', [started('a')], ['a running: is being built by acme/release/v1.4.0/a', 'b waiting: waits for a']],
    ['it ended so', [started('a'), settled('a', 'failed')], [`a failed: ${FAILED}`, 'b blocked: blocked by a']],
    [
      'of the cancellation',
      [started('a'), byAlice('cancelled')],
      ['a running: is being built by acme/release/v1.4.0/a', 'b cancelled: cancelled by Alice'],
    ],
    [
      'of a person',
      [settled('a', 'skipped')],
      [
        'a skipped: skipped by Alice, with the build of acme/release/v1.3.0 in its place: known to be good',
        'b waiting: is ready, and waits for one of 4 builds at once',
      ],
    ],
  ])('because %s', (_, events, expected) => {
    const chain = chainOf([
      ['a', []],
      ['b', ['a']],
    ]);
    expect(lines(view(events, chain))).toEqual(expected);
  });
});

test('what is blocked over several steps names the cause, not the steps', () => {
  const events = [started('consensus'), settled('consensus', 'failed')];
  expect(lines(view(events, G2)).slice(2)).toEqual([
    'protocol blocked: blocked by consensus',
    'node blocked: blocked by consensus',
    'sdk blocked: blocked by consensus',
    'bllvm blocked: blocked by consensus',
    'governance-app blocked: blocked by consensus',
  ]);
});

test('a settled build shows its times, its attempts and its actions run', () => {
  expect(view([started('engine'), settled('engine')]).builds[0]).toEqual({
    alias: 'engine',
    repository: 'acme/engine',
    needs: [],
    status: 'succeeded',
    reason: OUTCOMES.succeeded.reason,
    why: 'built by actions run 7, 0 artifacts',
    startedAt: 1,
    settledAt: 2,
    attempts: 1,
    run: OUTCOMES.succeeded.run,
    related: [],
  });
});

test('a build that failed says why it is not tried again, in words', () => {
  const why = (gaveUp: GaveUp | null) => {
    const outcome = { ...OUTCOMES.failed, gaveUp };
    return view([started('engine'), { type: 'build-settled', at: 2, alias: 'engine', outcome }]).builds[0]?.why;
  };
  const failure = `actions run 7 ended in failure (1 job: test): see ${RUN}`;
  expect(why({ because: 'outcome-not-retried', outcome: 'failure' })).toBe(
    `${failure} ("failure" is not retried, as retry.on says)`,
  );
  expect(why({ because: 'budget-used', outcome: 'failure' })).toBe(
    `${failure} (attempt 2 was the last within retry.budget)`,
  );
  expect(why(null)).toBe(failure);
});

test.each(['succeeded', 'failed'] as const)('a build that %s shows what else its dispatches started', (as) => {
  const related: readonly RelatedRun[] = [{ run: runRef({ id: 8 }), workflow: 'docs.yml', because: 'other-workflow' }];
  const outcome = { ...OUTCOMES[as], related };
  const { builds } = view([started('engine'), { type: 'build-settled', at: 2, alias: 'engine', outcome }]);
  expect(builds.map((build) => build.related)).toEqual([related, []]);
});

test('what is out of scope is shown last, as skipped', () => {
  const { builds } = viewTrain(
    TITLE,
    depart(planTrain(pair, cascadeOf(pair, ['node'])), departure(pair, { limit: 1 })),
  );
  expect(lines({ builds })).toEqual([
    'node waiting: is ready, and waits for one of 1 build at once',
    'engine skipped: does not depend on node',
  ]);
});

describe('the state of a train in one word', () => {
  const built = [settled('engine'), settled('node')];
  const publishing: TrainEvent = {
    type: 'publishing',
    at: 3,
    state: { status: 'running', draft: null, word: 'none', startedAt: 3 },
  };
  const published: TrainEvent = {
    type: 'publishing',
    at: 4,
    state: { status: 'published', at: 4, release: PUBLISHED },
  };
  test.each([
    ['building', [started('engine')]],
    ['paused', [started('engine'), byAlice('paused')]],
    ['cancelling', [started('engine'), byAlice('cancelled')]],
    ['cancelled', [byAlice('cancelled')]],
    ['failed', [started('engine'), settled('engine', 'failed')]],
    ['publishing', built],
    ['publishing', [...built, publishing]],
    ['publishing', [...built, publishing, byAlice('paused')]],
    ['cancelling', [...built, publishing, byAlice('cancelled')]],
    ['succeeded', [...built, publishing, published]],
  ])('%s', (state, events) => {
    expect(view(events).state).toBe(state);
  });
});

test.each(['waiting-for-admission', 'pinning'] as const)(
  'before its plan is made, a train shows that it is %s',
  (stage) => {
    const view = viewTrain(TITLE, { stage });
    expect(view).toMatchObject({ ...TITLE, state: stage, builds: [], publishing: null, gates: [], commands: [] });
    expect(view.note).not.toBe('');
  },
);

test('a train that publishes nothing shows no publishing', () => {
  expect(view().publishing).toEqual({ status: 'waiting' });
  expect(viewTrain(TITLE, trainAfter({ ...pair, release: null })).publishing).toBeNull();
});
