import { inject, expect, test } from 'vitest';
import { startEngine } from './engine.ts';
import { type Crash, experiment, nameOf } from './experiment.ts';

const DISPATCHES = '/repos/{owner}/{repo}/dispatches';
const RELEASES = '/repos/{owner}/{repo}/releases';

/** Where it matters most; `npm run crash-matrix` takes every request of the release. */
const SAMPLE: readonly Crash[] = [
  crash('POST', DISPATCHES, 'acme/second', 1, { fate: 'executed' }),
  crash('POST', DISPATCHES, 'acme/third', 1, { fate: 'dropped' }),
  crash('POST', RELEASES, 'acme/third', 1, { fate: 'executed' }),
  // The first of the packages, which another machine makes again.
  crash('POST', `${RELEASES}/{release_id}/assets`, 'acme/third', 4, { fate: 'dropped', disk: 'lost' }),
  crash('POST', '/repos/{owner}/{repo}/git/refs', 'acme/second', 1, { fate: 'executed' }),
  // The notes come first.
  crash('PATCH', `${RELEASES}/{release_id}`, 'acme/third', 2, { fate: 'executed', disk: 'lost' }),
];

type Circumstances = Pick<Crash, 'fate'> & Partial<Pick<Crash, 'disk'>>;

function crash(
  method: string,
  pathTemplate: string,
  repository: string,
  occurrence: number,
  { fate, disk = 'kept' }: Circumstances,
): Crash {
  return { point: { method, pathTemplate, repository, occurrence }, fate, disk };
}

test('a release whose worker is killed at a request, which GitHub then forgets or carries out, ends as an undisturbed one', async () => {
  await using ends = new AsyncDisposableStack();
  const engine = await startEngine(inject('serverExecutable'), ends);
  const [undisturbed, ...crashed] = await Promise.all([
    experiment(engine, 'matrix', null),
    ...SAMPLE.map((one, index) => experiment(engine, `matrix-${index}`, one)),
  ]);
  expect(undisturbed.end).toMatchObject({
    outcome: 'succeeded',
    violations: [],
    signed: ['manifest.json', 'SHA256SUMS'],
  });
  expect(undisturbed.end.checksums.map((line) => line.slice(66)).filter((name) => name !== '')).toEqual([
    'all-v1.4.0.tar.gz',
    ...['first', 'second', 'third'].flatMap((alias) => [`${alias}-v1.4.0.tar.gz`, `${alias}-v1.4.0.zip`]),
  ]);
  expect(undisturbed.end.tags).not.toContainEqual(expect.stringContaining('nothing'));
  for (const [index, { end, reached }] of crashed.entries()) {
    const name = SAMPLE[index] === undefined ? '' : nameOf(SAMPLE[index]);
    expect({ name, reached, ...end }).toEqual({ name, reached: true, ...undisturbed.end });
  }
}, 600_000);
