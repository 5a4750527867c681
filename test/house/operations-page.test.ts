import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BUILD_MARKS, TRAIN_STYLES } from '../../src/cli/render/marks.ts';
import { TRAIN_COMMANDS } from '../../src/domain/control/command.ts';

const page = readFileSync('docs/operations.md', 'utf8');
const [, night = ''] = page.split('## At 3 a.m.');

/** The codes of the type `Reason`, which is nothing at run time. */
function reasonCodes(): readonly string[] {
  const [union = ''] = readFileSync('src/domain/reason.ts', 'utf8').split('export function explain');
  return Array.from(union.matchAll(/readonly code: '([a-z-]+)'/g), ([, code]) => code ?? '');
}

test('an operator finds what to do for every state of a train', () => {
  expect(Object.keys(TRAIN_STYLES).filter((state) => !night.includes(`| \`${state}\``))).toEqual([]);
});

test('an operator finds what to do for every status of a build, and for every reason', () => {
  expect(reasonCodes().length).toBeGreaterThan(30);
  const named = [...Object.keys(BUILD_MARKS), ...reasonCodes()];
  expect(named.filter((name) => !night.includes(`\`${name}\``))).toEqual([]);
});

test('every command is explained', () => {
  expect(TRAIN_COMMANDS.filter((name) => !page.includes(`| \`${name}\``))).toEqual([]);
});
