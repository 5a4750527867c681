import { readFile } from 'node:fs/promises';
import { expect, inject, test } from 'vitest';
import * as workflows from '../../src/workflows/index.ts';

/** The sources that webpack put into the bundle, by the names that it gives them. */
async function bundledSources(): Promise<readonly string[]> {
  const code = await readFile(inject('workflowBundle'), 'utf8');
  return Array.from(code.matchAll(/^\/\*\*\*\/ "([^"]+)"$/gm), ([, source]) => source ?? '');
}

test('the workflow bundle holds only workflows, the domain and what Temporal itself needs', async () => {
  const sources = await bundledSources();
  expect(sources).toContain('./src/workflows/train.ts');
  expect(sources).toContain('./src/domain/next-actions.ts');
  const strangers = sources.filter(
    (source) =>
      // What the bundler has replaced by nothing.
      !source.startsWith('?') &&
      !/^\.\/src\/(workflows|domain)\//.test(source) &&
      !/^\.\/node_modules\/(@temporalio\/(workflow|common)|nexus-rpc|long|ms)\//.test(source),
  );
  expect(strangers).toEqual([]);
});

test('objects are copied by the language itself, and not by helpers for older ones', async () => {
  const code = await readFile(inject('workflowBundle'), 'utf8');
  expect(code).toContain('...state');
  expect(code).not.toContain('function _object_spread');
});

test('every workflow type that a person or a train starts is in the bundle by its name', () => {
  expect(Object.keys(workflows).sort()).toEqual([
    'build',
    'cascade',
    'chainQueue',
    'dispatchLane',
    'followUp',
    'nightly',
    'publish',
    'release',
    'telling',
  ]);
});
