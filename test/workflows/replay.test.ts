import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { beforeAll, expect, inject, test } from 'vitest';
import { JOURNEYS } from '../histories/journeys.ts';
import { quietRuntime } from '../support/quiet-runtime.ts';

const FOLDER = fileURLToPath(new URL('../histories/', import.meta.url));

interface Stored {
  readonly workflowId: string;
  readonly history: unknown;
}

async function storedHistories(): Promise<readonly string[]> {
  const files = await readdir(FOLDER, { recursive: true });
  return files.filter((file) => file.endsWith('.json')).sort();
}

beforeAll(quietRuntime);

test('every workflow that was ever recorded replays on this code', { timeout: 300_000 }, async () => {
  const files = await storedHistories();
  const stored = files.map(async (file) => JSON.parse(await readFile(join(FOLDER, file), 'utf8')) as Stored);
  const results = Worker.runReplayHistories(
    { workflowBundle: { codePath: inject('workflowBundle') } },
    toReplay(stored),
  );
  const problems: string[] = [];
  let replayed = 0;
  for await (const { workflowId, error } of results) {
    replayed += 1;
    if (error !== undefined) problems.push(`${workflowId}: ${error.message}`);
  }
  expect(problems).toEqual([]);
  expect(replayed).toBe(files.length);
});

test('there is a history of every kind of journey', async () => {
  const kinds = new Set((await storedHistories()).map((file) => file.split('/')[1]));
  expect([...kinds].sort()).toEqual(Object.keys(JOURNEYS).sort());
});

async function* toReplay(stored: readonly Promise<Stored>[]) {
  for (const one of stored) yield await one;
}
