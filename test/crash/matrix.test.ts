import { inject, expect, test } from 'vitest';
import { startEngine } from './engine.ts';
import { type Crash, experiment, nameOf } from './experiment.ts';
import { LONG } from '../support/long.ts';

const REPOSITORY = '/repos/{owner}/{repo}';
const RELEASES = `${REPOSITORY}/releases`;

/** Where it matters most; `npm run crash-matrix` takes every request of the release. */
const SAMPLE: readonly Crash[] = [
  crash('POST', `${REPOSITORY}/dispatches`, 'acme/third', 1, { fate: 'executed' }),
  // A publish step of which no registry tells whether it is done.
  crash('POST', `${REPOSITORY}/actions/workflows/{workflow_id}/dispatches`, 'acme/third', 1, { fate: 'executed' }),
  crash('POST', RELEASES, 'acme/third', 1, { fate: 'executed' }),
  // The first of the packages, which another machine makes again.
  crash('POST', `${RELEASES}/{release_id}/assets`, 'acme/third', 4, { fate: 'dropped', disk: 'lost' }),
  // The notes come first, then who has signed.
  crash('PATCH', `${RELEASES}/{release_id}`, 'acme/third', 3, { fate: 'executed', disk: 'lost' }),
  crash('PUT', `${REPOSITORY}/contents/{path}`, 'acme/third', 1, { fate: 'dropped' }),
];

const CRASHES = SAMPLE.filter((_, index) => LONG || index % 2 === 0);

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
    ...CRASHES.map((one, index) => experiment(engine, `matrix-${index}`, one)),
  ]);
  const { end } = undisturbed;
  expect(end).toMatchObject({ outcome: 'succeeded', violations: [], latest: ['acme/third v1.4.0'] });
  expect(end.signatures.map((name) => name.replace(/[0-9A-F]{16}/, 'PERSON'))).toEqual([
    'SHA256SUMS.PERSON.asc',
    'SHA256SUMS.PERSON.asc',
    'SHA256SUMS.asc',
    'manifest.json.asc',
  ]);
  expect(end.checksums.map((line) => line.slice(66)).filter((name) => name !== '')).toEqual([
    'all-v1.4.0.tar.gz',
    ...['first', 'second', 'third'].flatMap((alias) => [`${alias}-v1.4.0.tar.gz`, `${alias}-v1.4.0.zip`]),
  ]);
  expect(end.images).toEqual([expect.stringMatching(/^ghcr\.io\/acme\/third@sha256:[0-9a-f]{64}$/)]);
  expect(end.tags.map((tag) => tag.replace(/ at [0-9a-f]{40}$/, ''))).toEqual([
    'acme/first v1.3.0',
    'acme/first v1.4.0',
    'acme/second v1.3.0',
    'acme/second v1.4.0',
    'acme/third v1.4.0',
  ]);
  expect(end.proposals).toEqual([
    expect.stringMatching(/^acme\/third: Versions of v1\.4\.0\n(.*git_tag = "v1\.4\.0"){2}/s),
  ]);
  for (const [index, { end: other, reached }] of crashed.entries()) {
    const name = CRASHES[index] === undefined ? '' : nameOf(CRASHES[index]);
    expect({ name, reached, ...other }).toEqual({ name, reached: true, ...end });
  }
}, 600_000);
