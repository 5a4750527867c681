import { expect, test } from 'vitest';
import { formatTable } from '../../../bench/report/table.ts';

test('a table is Markdown with its columns aligned', () => {
  const table = {
    title: 'Speed',
    columns: ['', 'measured'],
    rows: [
      ['builds', '8'],
      ['a second', '12.5'],
    ],
  };
  expect(formatTable(table).split('\n')).toEqual([
    '**Speed**',
    '',
    '|          | measured |',
    '| -------- | -------: |',
    '| builds   |        8 |',
    '| a second |     12.5 |',
  ]);
});
