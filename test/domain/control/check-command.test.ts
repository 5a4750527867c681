import { describe, expect, test } from 'vitest';
import { checkCommand, endedUntold, retried } from '../../../src/domain/control/check-command.ts';
import type { TrainCommand } from '../../../src/domain/control/command.ts';
import type { TrainEvent } from '../../../src/domain/train-events.ts';
import { neverAttempted, type PublishingState } from '../../../src/domain/train-state.ts';
import { chainOf } from '../../support/chains.ts';
import { gate, known, vote } from '../../support/gates.ts';
import { ALICE } from '../../support/requests.ts';
import { byAlice, PUBLISHED, settled, started, trainAfter } from '../../support/trains.ts';

const three = chainOf([
  ['engine', []],
  ['tool', []],
  ['app', ['engine', 'tool']],
]);

const said = { by: ALICE, why: '' } as const;
const pause: TrainCommand = { type: 'pause', ...said };
const resume: TrainCommand = { type: 'resume', ...said };
const cancel: TrainCommand = { type: 'cancel', ...said, runs: 'cancel', draft: 'keep' };
const limit: TrainCommand = { type: 'set-limits', ...said, builds: 2 };
const retry = (build: string | null = null) => ({ type: 'retry', ...said, build, how: null }) as const;
const skip = (build: string) => ({ type: 'skip', ...said, build, from: 'acme/release/v1.3.0' }) as const;

const problems = (command: TrainCommand, ...events: readonly TrainEvent[]) =>
  checkCommand(trainAfter(three, events), command);
const publishing = (state: PublishingState): TrainEvent => ({ type: 'publishing', at: 4, state });
const built = [settled('engine'), settled('tool'), settled('app')];

describe('what makes sense as the train stands is taken', () => {
  test.each<[string, TrainCommand, readonly TrainEvent[]]>([
    ['pausing what runs', pause, [started('engine')]],
    ['resuming what is paused', resume, [byAlice('paused')]],
    ['cancelling', cancel, [byAlice('paused')]],
    ['cancelling while it is published', cancel, [...built, publishing({ status: 'failed', at: 4, why: 'no' })]],
    ['limits at any time', limit, []],
    ['retrying what failed', retry('engine'), [settled('engine', 'failed')]],
    ['retrying what was cancelled', retry('engine'), [settled('engine', 'cancelled')]],
    ['retrying all that failed', retry(), [settled('engine', 'failed')]],
    ['retrying publishing', retry('publish'), [...built, publishing({ status: 'failed', at: 4, why: 'no' })]],
    ['skipping what failed', skip('engine'), [settled('engine', 'failed')]],
    ['skipping what has not begun', skip('app'), []],
  ])('%s', (_, command, events) => {
    expect(problems(command, ...events)).toEqual([]);
  });
});

describe('what makes no sense is refused with what would', () => {
  test.each<[RegExp, TrainCommand, readonly TrainEvent[]]>([
    [/paused already; resume lets it go on/, pause, [byAlice('paused')]],
    [/not paused, so there is nothing to resume/, resume, []],
    [/is being cancelled, and takes no commands/, pause, [byAlice('cancelled')]],
    [/published, and stays so/, cancel, [...built, publishing({ status: 'published', at: 4, release: PUBLISHED })]],
    [/engine did not fail; nothing of the train failed/, retry('engine'), [settled('engine')]],
    [/tool did not fail; what failed: engine/, retry('tool'), [settled('engine', 'failed')]],
    [/no build "motor"; it has engine, tool, app; what failed: engine/, retry('motor'), [settled('engine', 'failed')]],
    [/nothing to retry: nothing of the train failed/, retry(), [started('engine')]],
    [/publish did not fail/, retry('publish'), []],
    [/engine succeeded already/, skip('engine'), [settled('engine')]],
    [/engine is skipped already/, skip('engine'), [settled('engine', 'skipped')]],
    [/engine is being built; wait for its end/, skip('engine'), [started('engine')]],
    [/no build "motor"; it has engine, tool, app/, skip('motor'), []],
    [/the train doesn't build publish/, skip('publish'), []],
    [/no build "toString"/, skip('toString'), []],
  ])('%s', (words, command, events) => {
    const [problem = ''] = problems(command, ...events);
    expect(problem).toMatch(words);
  });
});

test('what follows a published release can still be cancelled', () => {
  const published = trainAfter(three, [...built, publishing({ status: 'published', at: 4, release: PUBLISHED })]);
  expect(checkCommand({ ...published, plan: { ...published.plan, tells: true } }, cancel)).toEqual([]);
});

test('publishing that people refused is not tried again', () => {
  const refused: readonly TrainEvent[] = [
    ...built,
    { type: 'gate-reached', at: 4, gate: 'ship' },
    { type: 'voted', at: 5, vote: vote({ verdict: 'reject', at: 5 }) },
    publishing({ status: 'failed', at: 6, why: 'ship: rejected' }),
  ];
  const train = trainAfter({ ...three, gates: [gate({ approvers: known('ann') })] }, refused);
  for (const command of [retry(), retry('publish')]) {
    expect(checkCommand(train, command)).toEqual([
      'ship let nothing be published; that is final: start the release again',
    ]);
  }
});

test('a retry means all that failed, or what it names', () => {
  const failed = [settled('engine', 'failed'), settled('tool', 'cancelled')];
  const train = trainAfter(three, failed);
  expect(retried(train, retry())).toEqual({ aliases: ['engine', 'tool'], publishing: false });
  expect(retried(train, retry('tool'))).toEqual({ aliases: ['tool'], publishing: false });
});

test('how many attempts were made is unknown of builds that were cancelled or terminated, and of no other', () => {
  const terminated: TrainEvent = {
    type: 'build-settled',
    at: 2,
    alias: 'app',
    outcome: neverAttempted({ code: 'error', message: 'terminated' }),
  };
  const train = trainAfter(three, [settled('engine', 'failed'), settled('tool', 'cancelled'), terminated]);
  expect(endedUntold(train, ['engine', 'tool', 'app'])).toEqual(['tool', 'app']);
});
