import { expect, test } from 'vitest';
import { apply } from '../../src/domain/apply-event.ts';
import { lateRun, mayBeLate } from '../../src/domain/late-run.ts';
import { nextActions } from '../../src/domain/next-actions.ts';
import type { TrainEvent } from '../../src/domain/train-events.ts';
import type { RunHint } from '../../src/domain/webhook-decision.ts';
import { chainOf } from '../support/chains.ts';
import { byAlice, settled, started, trainAfter } from '../support/trains.ts';

const pair = chainOf([
  ['engine', []],
  ['node', ['engine']],
]);
const failed = [started('engine'), settled('engine', 'failed')];
const ended = trainAfter(pair, failed).builds['engine'];
const run = ended?.status === 'failed' ? ended.run : null;
if (run === null) throw new Error('The build that failed should have an actions run');
const later = { ...run, attempt: run.attempt + 1 };
const seen: TrainEvent = { type: 'run-seen', at: 5, alias: 'engine', run: later };

test('a later attempt of the run that a build failed with is news', () => {
  expect(lateRun(trainAfter(pair, failed), 'engine', later)).toEqual(run);
});

test.each([
  ['that attempt itself', failed, 'engine', run],
  ['another run', failed, 'engine', { ...later, id: run.id + 1 }],
  ['a build that runs', [started('engine')], 'engine', later],
  ['a build that succeeded', [started('engine'), settled('engine', 'succeeded')], 'engine', later],
  ['a build of another train', failed, 'toString', later],
  ['a train that is cancelled', [...failed, byAlice('cancelled')], 'engine', later],
] as const)('%s is none', (_, events, alias, attempt) => {
  expect(lateRun(trainAfter(pair, [...events]), alias, attempt)).toBeNull();
});

test('a build whose run was seen green goes on from that attempt, without another one, and the train says why', () => {
  const train = apply(trainAfter(pair, failed), seen);
  expect(train.builds['engine']).toMatchObject({ status: 'waiting', again: { run: later, how: 'follow' } });
  expect(train.commands).toMatchObject([
    { at: 5, by: 'Cascade', what: expect.stringContaining('takes up engine') as string },
  ]);
  expect(nextActions(train)).toMatchObject([{ type: 'start-build', build: { alias: 'engine' } }]);
});

test('what is seen twice, or when the build goes on already, changes nothing', () => {
  const once = apply(trainAfter(pair, failed), seen);
  expect(apply(once, seen)).toEqual(once);
  expect(apply(apply(once, started('engine')), seen).builds['engine']?.status).toBe('running');
});

test('only the end of a further attempt, told by GitHub of the run itself, may be one', () => {
  const hint: RunHint = { runId: 7, attempt: 2, status: 'completed', workflow: 'build.yml', url: '', source: 'run' };
  expect(mayBeLate(hint)).toBe(true);
  const others: Partial<RunHint>[] = [
    { attempt: 1 },
    { status: 'in_progress' },
    { source: 'job' },
    { source: 'report' },
  ];
  expect(others.filter((other) => mayBeLate({ ...hint, ...other }))).toEqual([]);
});
