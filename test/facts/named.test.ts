import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const TESTS = join(import.meta.dirname, '..');

/** The rows that name a test: its file and its title, or the part of a table of cases that is about the fact. */
const rows = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .flatMap(([, , , file = '', title = '']) => (file.endsWith('.test.ts') ? [{ file, title }] : []));

test('every test that the page of facts names is there', () => {
  expect(rows.length).toBeGreaterThan(50);
  const missing = rows.filter(({ file, title }) => !readFileSync(join(TESTS, file), 'utf8').includes(`'${title}'`));
  expect(missing).toEqual([]);
});

test('every test of a fact is on the page', () => {
  const titles = new Set(rows.map(({ title }) => title));
  const files = [...new Set(rows.map(({ file }) => file))].filter((file) => file.startsWith('facts/'));
  const tests = files.flatMap((file) => [...readFileSync(join(TESTS, file), 'utf8').matchAll(/^test\('(.+?)', /gm)]);
  expect(tests.length).toBeGreaterThan(15);
  expect(tests.flatMap(([, title = '']) => (titles.has(title) ? [] : [title]))).toEqual([]);
});
