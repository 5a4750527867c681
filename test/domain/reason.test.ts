import { expect, test } from 'vitest';
import { explain, type Reason } from '../../src/domain/reason.ts';
import { nameOf } from '../../src/domain/trigger.ts';
import { runRef } from '../support/actions-runs.ts';
import { ALICE } from '../support/requests.ts';

const run = runRef();
const at = Date.UTC(2026, 10, 21, 9, 5, 31);

/** The compiler refuses this table while a code is missing. */
const SENTENCES: {
  readonly [Code in Reason['code']]: readonly [Omit<Extract<Reason, { code: Code }>, 'code'>, string];
} = {
  'waiting-for-admission': [{}, 'waits until the chain admits the train'],
  'waiting-for-needs': [{ needs: ['a', 'b'] }, 'waits for a, b'],
  'waiting-for-slot': [{ limit: 4 }, 'is ready, and waits for one of 4 builds at once'],
  'waiting-for-approval': [{ gate: 'maintainers' }, 'waits for a person to approve maintainers'],
  paused: [{ by: ALICE }, 'paused by Alice'],
  building: [{ workflow: 'acme/release/v1.4.0/node' }, 'is being built by acme/release/v1.4.0/node'],
  dispatching: [{ attempt: 1 }, 'asks GitHub for an actions run'],
  'waiting-for-turn': [
    { workflow: 'build.yml' },
    'waits for its turn: build.yml shows no marker, so one dispatch follows another there',
  ],
  'rate-limited': [{ until: at }, "GitHub's rate limit: goes on at 2026-11-21T09:05:31.000Z"],
  unreachable: [{ message: 'reset' }, "GitHub can't be reached, and is asked again soon: reset"],
  'looking-for-run': [
    { attempt: 2, because: 'no answer came' },
    'looks for its actions run (attempt 2): no answer came',
  ],
  'run-queued': [{ run }, 'actions run 7 is queued'],
  'run-in-progress': [{ run }, 'actions run 7 is in progress'],
  'run-waiting': [
    { run, status: 'waiting', environments: [] },
    'actions run 7 is "waiting": somebody must act on https://github.test/acme/engine/actions/runs/7',
  ],
  retrying: [
    { attempt: 2, at, because: { code: 'run-deleted', run } },
    "attempt 2 follows at 2026-11-21T09:05:31.000Z: actions run 7 is gone: it was deleted, or its repository can't be seen any more",
  ],
  cancelling: [{ by: { type: 'cascade' } }, 'is being cancelled by Cascade'],
  built: [{ run, artifacts: 2 }, 'built by actions run 7, 2 artifacts'],
  verified: [{ run }, 'verified by actions run 7'],
  'nothing-to-build': [{ kind: 'docs' }, 'nothing to build: its kind is docs'],
  reused: [{ train: 'acme/release/v1.3.0' }, 'taken from acme/release/v1.3.0'],
  'run-failed': [
    { run, outcome: 'timed_out', jobs: ['test', 'lint'] },
    'actions run 7 ended in timed_out (2 jobs: test, lint): see https://github.test/acme/engine/actions/runs/7',
  ],
  'run-cancelled': [
    { run, began: true },
    'actions run 7 was cancelled by somebody: see https://github.test/acme/engine/actions/runs/7',
  ],
  'run-deleted': [{ run }, "actions run 7 is gone: it was deleted, or its repository can't be seen any more"],
  'run-not-successful': [
    { run, conclusion: 'neutral' },
    'actions run 7 concluded "neutral", which is no success: see https://github.test/acme/engine/actions/runs/7',
  ],
  'jobs-not-successful': [{ run, jobs: ['build'] }, 'actions run 7 is green, but required jobs did not succeed: build'],
  'artifacts-missing': [
    { run, names: ['a.zip', 'b.zip'] },
    'actions run 7 is green, but these artifacts are missing: a.zip, b.zip',
  ],
  'commit-not-proven': [
    { run, artifact: 'built-3f2a91c' },
    'actions run 7 is green, but has no artifact built-3f2a91c, which would prove what was built',
  ],
  'branch-moved': [
    { run, pinned: '3f2a91c'.padEnd(40, '0'), built: 'bd81e07'.padEnd(40, '0') },
    'the branch moved: 3f2a91c is pinned, actions run 7 has bd81e07',
  ],
  'dispatch-refused': [
    { status: 404, message: 'Not Found', advice: 'check the token' },
    'GitHub refused the dispatch (404 Not Found): check the token',
  ],
  'dispatch-lost': [{ attempts: 2 }, '2 dispatches got no clear answer and started nothing that can be found'],
  'several-candidates': [
    { runs: [run, runRef({ id: 8 })] },
    'these actions runs could all be the one, and none shows the marker: https://github.test/acme/engine/actions/runs/7, https://github.test/acme/engine/actions/runs/8; cancel what nobody needs, and let the actions workflow show the marker in its run-name',
  ],
  'queue-timeout': [
    { run: null, after: 90_000, workflow: 'build.yml', cause: { type: 'no-workflow' } },
    'no actions run started within 90 s: the default branch has no .github/workflows/build.yml',
  ],
  'build-timeout': [{ run, after: 7_200_000 }, 'actions run 7 did not end within 120 min and was cancelled'],
  'approval-timeout': [
    { run, after: 86_400_000 },
    'nobody approved actions run 7 within 1440 min, and it was cancelled',
  ],
  error: [{ message: 'the disk is full' }, 'the disk is full'],
  blocked: [{ by: ['node', 'sdk'] }, 'blocked by node, sdk'],
  'not-in-release': [{}, 'is not part of the release, and nothing in it needs this'],
  unchanged: [{ since: 'nightly-20261120-3f2a91c' }, 'nothing in the chain changed since nightly-20261120-3f2a91c'],
  'not-downstream': [{ of: ['node', 'sdk'] }, 'does not depend on node, sdk'],
  'skipped-by-person': [
    { by: ALICE, why: 'known to be good', train: 'acme/release/v1.3.0' },
    'skipped by Alice, with the build of acme/release/v1.3.0 in its place: known to be good',
  ],
  'built-by-push': [{ run }, `built by its own actions run ${run.id}, which the push started: ${run.url}`],
  cancelled: [{ by: { type: 'github', login: 'alice' } }, 'cancelled by @alice'],
};

test.each(Object.entries(SENTENCES))('%s has its sentence', (code, [rest, sentence]) => {
  // The table's type ties each code to its own fields; Object.entries forgets that.
  expect(explain({ code, ...rest } as Reason)).toBe(sentence);
});

test('one of a thing is told in the singular', () => {
  expect(explain({ code: 'built', run, artifacts: 1 })).toBe('built by actions run 7, 1 artifact');
  expect(explain({ code: 'waiting-for-slot', limit: 1 })).toBe('is ready, and waits for one of 1 build at once');
  expect(explain({ code: 'dispatch-lost', attempts: 1 })).toMatch(/^1 dispatch got/);
});

test('a second dispatch is told as such', () => {
  expect(explain({ code: 'dispatching', attempt: 2 })).toBe('asks GitHub again (attempt 2)');
});

test('a run that was cancelled before it began may be a victim of a concurrency rule', () => {
  expect(explain({ code: 'run-cancelled', run, began: false })).toBe(
    `actions run 7 was cancelled before any job began, by a concurrency rule or by somebody: see ${run.url}`,
  );
});

test('what somebody must approve is named, with the page on which to do so', () => {
  const environments = ['production', 'docs'];
  expect(explain({ code: 'run-waiting', run, status: 'waiting', environments })).toBe(
    `actions run 7 waits for somebody to approve production, docs: ${run.url}`,
  );
});

test('a run that got no runner in time is told with the cause that could be seen', () => {
  const cause = { type: 'no-runner', labels: ['self-hosted', 'gpu'] } as const;
  expect(explain({ code: 'queue-timeout', run, after: 60_000, workflow: 'build.yml', cause })).toBe(
    'actions run 7 did not start within 1 min: no runner that is online has all of the labels self-hosted, gpu',
  );
});

test('an actions run that failed without a failed job names none', () => {
  expect(explain({ code: 'run-failed', run, outcome: 'startup_failure', jobs: [] })).toBe(
    `actions run 7 ended in startup_failure: see ${run.url}`,
  );
});

test.each([
  [30_000, '30 s'],
  [60_000, '1 min'],
  [90_000, '90 s'],
  [1_800_000, '30 min'],
])('a time-out of %i ms is told as %s, and never as another one', (after, text) => {
  expect(explain({ code: 'build-timeout', run, after })).toBe(
    `actions run 7 did not end within ${text} and was cancelled`,
  );
});

test('an actor is named as people know him', () => {
  expect([ALICE, { type: 'github', login: 'alice' } as const, { type: 'cascade' } as const].map(nameOf)).toEqual([
    'Alice',
    '@alice',
    'Cascade',
  ]);
});
