import { describe, expect, test } from 'vitest';
import { type Cell, planCells } from '../../../src/fleet/actions/plan-cells/plan.mjs';

const RUNS_ON = ['self-hosted'];
const VALUES = { version: 'v1.4.0', version_number: '1.4.0', sha: 'abc', ref: '' };

function cell(when: Cell['when'], ...artifacts: Cell['artifacts']): Cell {
  return { when, runs_on: RUNS_ON, target: '', features: '', artifacts };
}

const crate = cell({}, { name: 'engine-{version}.crate', rebuilt: null });
const linux = cell({ platform: ['linux'] }, { name: 'engine-{version_number}-linux.zip', rebuilt: null });
const windows = cell({ platform: ['windows'] }, { name: 'engine-{version}-windows.zip', rebuilt: null });
const unix = cell({ platform: ['linux', 'macos'] }, { name: 'engine-{version}.tar.gz', rebuilt: null });

function namesOf(cells: readonly Cell[], choice: Readonly<Record<string, string>>): readonly string[] {
  return planCells({ cells, runsOn: RUNS_ON }, choice, VALUES, '').flatMap(({ artifacts }) =>
    artifacts.map(({ name }) => name),
  );
}

describe('the jobs of a build', () => {
  test.each([
    [
      'all of them where nothing was chosen',
      {},
      ['engine-v1.4.0.crate', 'engine-1.4.0-linux.zip', 'engine-v1.4.0-windows.zip', 'engine-v1.4.0.tar.gz'],
    ],
    [
      'all of them where the choice is empty',
      { platform: '' },
      ['engine-v1.4.0.crate', 'engine-1.4.0-linux.zip', 'engine-v1.4.0-windows.zip', 'engine-v1.4.0.tar.gz'],
    ],
    [
      'those of the chosen platform, and those of none',
      { platform: 'windows' },
      ['engine-v1.4.0.crate', 'engine-v1.4.0-windows.zip'],
    ],
    [
      'those of several',
      { platform: 'windows,linux' },
      ['engine-v1.4.0.crate', 'engine-1.4.0-linux.zip', 'engine-v1.4.0-windows.zip', 'engine-v1.4.0.tar.gz'],
    ],
    [
      'those that stand for one of several values',
      { platform: 'macos' },
      ['engine-v1.4.0.crate', 'engine-v1.4.0.tar.gz'],
    ],
    [
      'whatever is chosen of what makes no difference',
      { variant: 'base' },
      ['engine-v1.4.0.crate', 'engine-1.4.0-linux.zip', 'engine-v1.4.0-windows.zip', 'engine-v1.4.0.tar.gz'],
    ],
  ])('are %s', (_, choice, expected) => {
    expect(namesOf([crate, linux, windows, unix], choice)).toEqual(expected);
  });

  test('are one that yields nothing where nothing is declared for the choice', () => {
    const planned = planCells({ cells: [linux], runsOn: RUNS_ON }, { platform: 'windows' }, VALUES, 'built-{sha}');
    expect(planned).toMatchObject([{ name: 'build', runs_on: RUNS_ON, artifacts: [], proof: 'built-{sha}' }]);
  });

  test('are two where the same is built again, and the file keeps its name', () => {
    const twice = cell({ platform: ['linux'] }, { name: 'a-{version}.zip', rebuilt: 'again-a-{version}.zip' });
    const planned = planCells({ cells: [twice], runsOn: RUNS_ON }, {}, VALUES, '');
    expect(planned.map(({ name, artifacts }) => [name, artifacts])).toEqual([
      ['linux', [{ name: 'a-v1.4.0.zip', file: 'a-v1.4.0.zip' }]],
      ['linux again', [{ name: 'again-a-v1.4.0.zip', file: 'a-v1.4.0.zip' }]],
    ]);
  });

  test('prove the commit once', () => {
    const planned = planCells({ cells: [crate, linux], runsOn: RUNS_ON }, {}, VALUES, 'built-{sha}');
    expect(planned.map(({ proof }) => proof)).toEqual(['built-{sha}', '']);
  });

  test('are refused where a name needs what nobody said', () => {
    const named = cell({}, { name: 'engine-{ref}.zip', rebuilt: null });
    expect(() => namesOf([named], {})).toThrow('"engine-{ref}.zip" needs the ref, which the dispatch doesn\'t say.');
  });

  test('are refused where GitHub would not run so many', () => {
    const many = Array.from({ length: 257 }, () => crate);
    expect(() => namesOf(many, {})).toThrow('257 jobs are more than the 256');
  });
});
