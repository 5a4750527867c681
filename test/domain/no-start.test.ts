import { expect, test } from 'vitest';
import { explainNoStart, type NoStartCause, type NoStartFacts, noStartCause } from '../../src/domain/no-start.ts';
import { job } from '../support/actions-runs.ts';

/** Nothing is wrong as far as can be seen; a test names what is. */
const facts = (differences: Partial<NoStartFacts> = {}): NoStartFacts => ({
  workflowState: 'active',
  listener: null,
  jobs: [],
  runners: [],
  ...differences,
});

const NOTHING_VISIBLE: NoStartCause = { type: 'nothing-visible' };

test('where all that can be seen is in order, nothing is made up', () => {
  expect(noStartCause(facts())).toEqual(NOTHING_VISIBLE);
});

test('an actions workflow that the default branch does not have is the cause', () => {
  expect(noStartCause(facts({ workflowState: null }))).toEqual({ type: 'no-workflow' });
});

test.each(['disabled_manually', 'disabled_inactivity', 'disabled_fork', 'something_new'])(
  'an actions workflow that is %s is the cause',
  (state) => {
    expect(noStartCause(facts({ workflowState: state }))).toEqual({ type: 'disabled', state });
  },
);

test.each([
  ['any' as const, NOTHING_VISIBLE],
  [['other', 'build-chain'], NOTHING_VISIBLE],
  [['other'], { type: 'no-listener', eventType: 'build-chain' }],
])('an actions workflow that listens to %j, and the cause accordingly', (types, cause) => {
  expect(noStartCause(facts({ listener: { eventType: 'build-chain', types } }))).toEqual(cause);
});

const starved = job('build', null, { hadRunner: false, labels: ['self-hosted', 'gpu'] });
const NO_RUNNER: NoStartCause = { type: 'no-runner', labels: ['self-hosted', 'gpu'] };

test.each([
  ['nobody is online', [], NO_RUNNER],
  ['each runner lacks one of its labels', [['self-hosted'], ['gpu', 'linux']], NO_RUNNER],
  ['one has all of them and more, and is busy', [['self-hosted', 'linux', 'gpu']], NOTHING_VISIBLE],
  ['one has them in another case, which GitHub takes for the same', [['Self-Hosted', 'GPU']], NOTHING_VISIBLE],
  ['the token may not see the runners', null, NOTHING_VISIBLE],
])('a job waits for a runner while %s', (_, runners, cause) => {
  expect(noStartCause(facts({ jobs: [starved], runners }))).toEqual(cause);
});

test.each([
  ['has its runner', { hadRunner: true }],
  ['runs on machines of GitHub', { labels: ['ubuntu-24.04-arm'] }],
  ['names no labels', { labels: [] }],
])('a job that %s lacks no runner of ours', (_, differences) => {
  expect(noStartCause(facts({ jobs: [{ ...starved, ...differences }] }))).toEqual(NOTHING_VISIBLE);
});

test('the job that waits is found among others', () => {
  expect(noStartCause(facts({ jobs: [job('lint'), starved] }))).toEqual(NO_RUNNER);
});

test('the first of several causes is told: what is switched off needs no runner', () => {
  const all = facts({
    workflowState: 'disabled_manually',
    listener: { eventType: 'build-chain', types: ['something-else'] },
    jobs: [starved],
  });
  expect(noStartCause(all).type).toBe('disabled');
  expect(noStartCause({ ...all, workflowState: null }).type).toBe('no-workflow');
  expect(noStartCause({ ...all, workflowState: 'active' }).type).toBe('no-listener');
});

/** The compiler refuses this table while a cause is missing. */
const SENTENCES: {
  readonly [Type in NoStartCause['type']]: readonly [Omit<Extract<NoStartCause, { type: Type }>, 'type'>, string];
} = {
  'no-workflow': [{}, 'the default branch has no .github/workflows/build.yml'],
  disabled: [
    { state: 'disabled_manually' },
    "build.yml is disabled_manually: enable it on the repository's Actions page",
  ],
  'no-listener': [
    { eventType: 'build-chain' },
    'build.yml does not listen to "build-chain": add it under on.repository_dispatch.types on the default branch',
  ],
  'no-runner': [{ labels: ['self-hosted', 'gpu'] }, 'no runner that is online has all of the labels self-hosted, gpu'],
  'nothing-visible': [{}, 'no cause can be seen from here: look at the Actions page, and at githubstatus.com'],
};

test.each(Object.entries(SENTENCES))('%s says what to do', (type, [rest, sentence]) => {
  // The table's type ties each cause to its own fields; Object.entries forgets that.
  expect(explainNoStart({ type, ...rest } as NoStartCause, 'build.yml')).toBe(sentence);
});
