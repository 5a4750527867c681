import { expect, test } from 'vitest';
import { describeFailure, describeTrain, tally } from '../../src/domain/train-details.ts';
import type { TrainEvent } from '../../src/domain/train-events.ts';
import { neverAttempted, type PublishingState } from '../../src/domain/train-state.ts';
import { viewTrain } from '../../src/domain/train-view.ts';
import { chainOf, type Edge, G2 } from '../support/chains.ts';
import { PUBLISHED, settled, started, TITLE, trainAfter } from '../support/trains.ts';

const pair = chainOf([
  ['engine', []],
  ['node', ['engine']],
]);

const view = (events: readonly TrainEvent[] = [], chain = pair) => viewTrain(TITLE, trainAfter(chain, events));
const FAILED =
  'actions run 7 ended in failure (1 job: test): see https://github.test/acme/engine/actions/runs/7 (all 2 attempts are used)';

const failedWith = (message: string): TrainEvent => ({
  type: 'build-settled',
  at: 2,
  alias: 'engine',
  outcome: neverAttempted({ code: 'error', message }),
});

test('a train is told as its state in a sentence, and a row a build', () => {
  expect(describeTrain(view([started('engine')])).split('\n')).toEqual([
    '**building**: 1 running, 1 waiting',
    '',
    '| repository | state | why |',
    '|---|---|---|',
    '| engine | running | is being built by acme/release/v1.4.0/engine |',
    '| node | waiting | waits for engine |',
  ]);
});

test('what others wrote can not break the table', () => {
  expect(describeTrain(view([failedWith('a | b\r\n\n| c')])).split('\n')[4]).toBe(
    '| engine | failed | a \\| b \\| c |',
  );
});

test('of a long train the rows that matter most are shown, and the rest is counted', () => {
  const edges = Array.from({ length: 70 }, (_, index): Edge => [`r${index}`, []]);
  const events = [started('r68'), started('r69'), settled('r69', 'failed'), settled('r0')];
  const rows = describeTrain(view(events, chainOf(edges))).split('\n');
  expect(rows.slice(4, 6).map((row) => row.split(' | ')[0])).toEqual(['| r69', '| r68']);
  expect(rows.filter((row) => row.startsWith('| r'))).toHaveLength(61);
  expect(rows.some((row) => row.startsWith('| r0 '))).toBe(false);
  expect(rows.at(-1)).toBe('and 10 more');
});

test.each<readonly [PublishingState, string | undefined]>([
  [{ status: 'waiting' }, ''],
  [{ status: 'running', startedAt: 3, draft: null, word: 'none' }, '- publishing the release'],
  [{ status: 'published', at: 4, release: PUBLISHED }, `- published: ${PUBLISHED.url}`],
  [{ status: 'failed', at: 4, why: 'the tag is taken' }, '- not published: the tag is taken'],
  [{ status: 'cancelled', at: 4 }, '- publishing was cancelled'],
])('publishing has a line of its own: %j', (state, line) => {
  const events: TrainEvent[] = [settled('engine'), settled('node'), { type: 'publishing', at: 4, state }];
  expect(describeTrain(view(events)).split('\n')[1]).toBe(line);
});

test('a failure names each build that failed, with its reason, and what it blocks', () => {
  const events = [settled('consensus'), settled('commons', 'failed'), settled('protocol', 'failed')];
  expect(describeFailure(view(events, G2))).toBe(
    `commons: ${FAILED}; protocol: ${FAILED}; blocked: node, sdk, bllvm, governance-app`,
  );
});

test('a failure because somebody cancelled one build names that build', () => {
  expect(describeFailure(view([settled('engine'), settled('node', 'cancelled')]))).toBe('node: cancelled by Alice');
});

test('a failure to publish is told where every build succeeded', () => {
  const state: PublishingState = { status: 'failed', at: 4, why: 'the tag is taken' };
  const events: TrainEvent[] = [settled('engine'), settled('node'), { type: 'publishing', at: 4, state }];
  expect(describeFailure(view(events))).toBe('not published: the tag is taken');
});

test('the builds in each state are counted', () => {
  expect(tally([])).toBe('no builds yet');
  expect(tally(view([settled('consensus'), started('commons')], G2).builds)).toBe('1 succeeded, 1 running, 5 waiting');
});
