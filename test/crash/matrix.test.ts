import { inject, expect, test } from 'vitest';
import { startEngine } from './engine.ts';
import { type Crash, experiment, type Fate, nameOf } from './experiment.ts';

const BY_EVENT = '/repos/{owner}/{repo}/dispatches';

/** Where it matters most; `npm run crash-matrix` takes every request of the release. */
const SAMPLE: readonly Crash[] = [
  crash('POST', BY_EVENT, 'acme/second', 'executed'),
  crash('POST', BY_EVENT, 'acme/third', 'dropped'),
  crash('POST', '/repos/{owner}/{repo}/releases', 'acme/third', 'executed'),
];

function crash(method: string, pathTemplate: string, repository: string, fate: Fate): Crash {
  return { point: { method, pathTemplate, repository, occurrence: 1 }, fate };
}

test('a release whose worker is killed at a request, which GitHub then forgets or carries out, ends as an undisturbed one', async () => {
  await using ends = new AsyncDisposableStack();
  const engine = await startEngine(inject('serverExecutable'), ends);
  const [undisturbed, ...crashed] = await Promise.all([
    experiment(engine, 'matrix', null),
    ...SAMPLE.map((one, index) => experiment(engine, `matrix-${index}`, one)),
  ]);
  expect(undisturbed.end).toMatchObject({ outcome: 'succeeded', violations: [] });
  for (const [index, { end, reached }] of crashed.entries()) {
    const name = SAMPLE[index] === undefined ? '' : nameOf(SAMPLE[index]);
    expect({ name, reached, ...end }).toEqual({ name, reached: true, ...undisturbed.end });
  }
}, 300_000);
