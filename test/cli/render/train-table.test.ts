import { expect, test } from 'vitest';
import { describeChanges } from '../../../src/cli/render/train-changes.ts';
import { renderTrain, type TrainCanvas } from '../../../src/cli/render/train-table.ts';
import type { RelatedRun } from '../../../src/domain/actions-run.ts';
import type { TrainEvent } from '../../../src/domain/train-events.ts';
import { type TrainView, viewTrain } from '../../../src/domain/train-view.ts';
import { runRef } from '../../support/actions-runs.ts';
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

const related: readonly RelatedRun[] = [
  { run: runRef({ id: 8 }), workflow: 'docs.yml', because: 'other-workflow' },
  { run: runRef({ id: 9 }), workflow: 'build.yml', because: 'surplus' },
];
const RELATED = [
  'also started: docs.yml (https://github.test/acme/engine/actions/runs/8)',
  'surplus run 9 was cancelled (https://github.test/acme/engine/actions/runs/9)',
];
const withRelated: TrainView = {
  ...underway,
  builds: underway.builds.map((build, at) => ({ ...build, related: at === 0 ? related : [] })),
};

test('the actions runs that belong to a build without being it stand below it, where there is room', () => {
  const lines = renderTrain(withRelated, at(1_200), canvas());
  expect(lines.slice(2, 4)).toEqual(RELATED.map((line) => `     ${line}`));
  expect(renderTrain(withRelated, at(1_200), canvas({ height: 10 }))).toEqual(
    renderTrain(underway, at(1_200), canvas({ height: 10 })),
  );
  const narrow = renderTrain(withRelated, at(1_200), canvas({ width: 40 }));
  expect(Math.max(...narrow.map((line) => Array.from(line).length))).toBeLessThanOrEqual(40);
});

test('what is left of the rate limit is shown until it says nothing any more', () => {
  const resetAt = Date.UTC(2026, 10, 21, 12, 40);
  const limited = { ...underway, budget: { limit: 5000, remaining: 4312, resetAt } };
  expect(renderTrain(limited, at(resetAt - 1), canvas()).at(-1)).toBe(
    '  GitHub: 4,312 of 5,000 requests left until 12:40 UTC',
  );
  expect(renderTrain(limited, at(resetAt), canvas()).join()).not.toContain('GitHub');
});

test('elsewhere related actions runs are told once, and the rate limit when it has visibly changed', () => {
  const budget = { limit: 5000, remaining: 4312, resetAt: 60_000 };
  const told = describeChanges(underway, { ...withRelated, budget }, at(500));
  expect(told).toEqual([
    ...RELATED.map((line) => `       0.5 s  engine  ${line}`),
    '       0.5 s  GitHub: 4,312 of 5,000 requests left until 00:01 UTC',
  ]);
  const later = { ...withRelated, budget: { ...budget, remaining: 4200 } };
  expect(describeChanges({ ...withRelated, budget }, later, at(600))).toEqual([]);
  const scarce = { ...withRelated, budget: { ...budget, remaining: 200 } };
  expect(describeChanges(later, scarce, at(700))).toEqual([
    '       0.7 s  GitHub: 200 of 5,000 requests left until 00:01 UTC',
  ]);
});
