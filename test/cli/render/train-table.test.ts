import { expect, test } from 'vitest';
import { describeChanges } from '../../../src/cli/render/train-changes.ts';
import { renderTrain, type TrainCanvas } from '../../../src/cli/render/train-table.ts';
import type { TrainEvent } from '../../../src/domain/train-events.ts';
import { viewTrain } from '../../../src/domain/train-view.ts';
import { chainOf } from '../../support/chains.ts';
import { settled, started, TITLE, trainAfter } from '../../support/trains.ts';

const acme = chainOf([
  ['engine', []],
  ['app', ['engine']],
  ['site', ['app']],
]);
const view = (...events: readonly TrainEvent[]) => viewTrain(TITLE, trainAfter(acme, events));
const at = (now: number) => ({ startedAt: 0, closedAt: null, now });
const canvas = (differences: Partial<TrainCanvas> = {}): TrainCanvas => ({
  width: Infinity,
  height: Infinity,
  addresses: false,
  paint: (_, text) => text,
  ...differences,
});
const underway = view(started('engine'), settled('engine'), started('app'));

test('every build has a row with its state, its time and its reason', () => {
  expect(renderTrain(underway, at(1_200), canvas())).toEqual([
    'acme/release/v1.4.0  building  1.2 s',
    '  ✔  engine  succeeded  0.0 s  built by actions run 7, 0 artifacts',
    '  ●  app     running    1.1 s  is being built by acme/release/v1.4.0/app',
    '  ·  site    waiting           waits for app',
    '  1 succeeded, 1 running, 1 waiting',
  ]);
});

test('the address of an actions run stands below its build where it is asked for', () => {
  const [, , address] = renderTrain(underway, at(1_200), canvas({ addresses: true }));
  expect(address).toBe('     https://github.test/acme/engine/actions/runs/7');
});

test.each([20, 40, 60])('no line is wider than a terminal of %i columns', (width) => {
  const lines = renderTrain(underway, at(1_200), canvas({ width }));
  expect(Math.max(...lines.map((line) => Array.from(line).length))).toBeLessThanOrEqual(width);
});

test('on a low screen what asks for nobody is left out first, and counted', () => {
  const lines = renderTrain(underway, at(1_200), canvas({ height: 7 }));
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain('app');
  expect(lines[2]).toBe('  and 2 more: 1 succeeded, 1 waiting');
});

test('elsewhere each change is a line, and a build that waits for fewer is none', () => {
  const first = view(started('engine'));
  expect(describeChanges(null, first, at(500))).toEqual([
    '       0.5 s  engine  running: is being built by acme/release/v1.4.0/engine',
    '       0.5 s  app     waiting: waits for engine',
    '       0.5 s  site    waiting: waits for app',
    '       0.5 s  acme/release/v1.4.0  building',
  ]);
  expect(describeChanges(first, underway, at(185_000))).toEqual([
    '  3 min 05 s  engine  succeeded in 0.0 s: built by actions run 7, 0 artifacts',
    '  3 min 05 s  app     running: is being built by acme/release/v1.4.0/app',
  ]);
  expect(describeChanges(underway, underway, at(186_000))).toEqual([]);
});
