import { Worker } from '@temporalio/worker';
import { beforeAll, expect, inject, test } from 'vitest';
import { JOURNEYS } from '../histories/journeys.ts';
import { placeOf, readStored, type Stored, storedFiles } from '../histories/stored.ts';
import { quietRuntime } from '../support/quiet-runtime.ts';

beforeAll(quietRuntime);

test('every workflow that was ever recorded replays on this code', { timeout: 300_000 }, async () => {
  const files = await storedFiles();
  const results = Worker.runReplayHistories(
    { workflowBundle: { codePath: inject('workflowBundle') } },
    toReplay(files),
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
  const kinds = new Set((await storedFiles()).map((file) => placeOf(file).journey));
  expect([...kinds].sort()).toEqual(Object.keys(JOURNEYS).sort());
});

async function* toReplay(files: readonly string[]): AsyncGenerator<Stored> {
  for (const file of files) yield await readStored(file);
}
