import { expect, test } from 'vitest';
import { figuresOf, runTimes } from '../../src/cli/demo/figures.ts';
import { timeline } from '../../src/cli/demo/timeline.ts';
import type { BuildView, TrainView } from '../../src/domain/train-view.ts';

const title = {
  train: 'acme/release/v1.0.0',
  chain: 'acme',
  kind: 'release',
  version: 'v1.0.0',
  state: 'succeeded',
} as const;

function build(alias: string, needs: readonly string[], startedAt: number | null, settledAt: number | null): BuildView {
  const reason = { code: 'waiting-for-needs', needs } as const;
  return {
    ...{ alias, repository: `acme/${alias}`, needs, status: 'succeeded', reason, why: '' },
    ...{ startedAt, settledAt, attempts: 1, run: null, related: [] },
  };
}

const diamond: TrainView = {
  ...title,
  publishing: null,
  followUp: null,
  gates: [],
  plan: null,
  commands: [],
  note: '',
  budget: null,
  builds: [
    build('base', [], 1_000, 2_000),
    build('docs', ['base'], null, null),
    build('left', ['base'], 2_000, 5_000),
    build('right', ['docs'], 2_000, 3_000),
    build('top', ['left', 'right'], 5_000, 7_000),
  ],
};

test('the makespan is measured beside the longest path of what the actions runs took', () => {
  const took = new Map([
    ['base', 900],
    ['left', 2_800],
    ['right', 800],
    ['top', 1_700],
  ]);
  expect(figuresOf(diamond, took)).toEqual({ makespan: 6_000, criticalPath: 5_400, path: ['base', 'left', 'top'] });
});

test('a critical path goes through what has nothing to build', () => {
  const took = new Map([
    ['base', 900],
    ['left', 100],
    ['right', 2_000],
    ['top', 1_700],
  ]);
  expect(figuresOf(diamond, took)?.path).toEqual(['base', 'right', 'top']);
});

test('a train that built nothing has no figures', () => {
  expect(figuresOf({ ...diamond, builds: [build('docs', [], null, null)] }, new Map())).toBeNull();
});

test('the time of an actions run counts for the build that its marker names', () => {
  const run = {
    ...{ id: 1, repository: 'acme/base', path: '.github/workflows/build.yml', event: 'workflow_dispatch' },
    ...{ headSha: '', status: 'completed', conclusion: 'success', attempt: 1, createdAt: 0 },
  };
  const marked = {
    ...run,
    displayTitle: 'Build cascade:acme/release/v1.0.0/base#1.0123abcd',
    startedAt: 10.2,
    completedAt: 30.4,
  };
  const unfinished = { ...run, displayTitle: 'Build cascade:acme/release/v1.0.0/left#1.0123abcd', startedAt: 10 };
  expect([...runTimes([marked, unfinished, { ...marked, displayTitle: 'Build' }])]).toEqual([['base', 20]]);
});

test('bars show when each build ran, and one that took no time can still be seen', () => {
  expect([...timeline([...diamond.builds, build('quick', [], 7_000, 7_000)], 6)]).toEqual([
    ['base', '━     '],
    ['docs', '      '],
    ['left', ' ━━━  '],
    ['right', ' ━    '],
    ['top', '    ━━'],
    ['quick', '     ━'],
  ]);
});
