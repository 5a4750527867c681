import { expect, test } from 'vitest';
import type { Fault, FaultEffect } from '../../simulator/scenario-faults.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, releaseTarget, repository } from '../support/chains.ts';
import { startRelease } from '../support/start-trains.ts';

const UPLOAD = 'repos/upload-release-asset';

/** After so many uploads that pass. */
function uploadFault(skip: number, effect: FaultEffect): Fault {
  return { operation: UPLOAD, skip, effect };
}

/** Each meets an upload of its own: the one after the second try of the upload before, where that has one. */
const UPLOAD_FAULTS: readonly Fault[] = [
  uploadFault(0, { kind: 'cut', afterBytes: 1000, starter: true }),
  uploadFault(1, { kind: 'cut', afterBytes: 1000, starter: false }),
  uploadFault(2, { kind: 'status', status: 502, executed: false }),
  uploadFault(3, { kind: 'status', status: 502, executed: true }),
  uploadFault(3, { kind: 'reset', executed: true }),
];

/** What is asked once, and not answered: carried out, or not. */
const OTHER_FAULTS: readonly Fault[] = [
  { operation: 'repos/create-release', effect: { kind: 'reset', executed: true } },
  { operation: 'git/create-tag', effect: { kind: 'status', status: 502, executed: true } },
  { operation: 'git/create-ref', effect: { kind: 'reset', executed: true } },
  { operation: 'repos/update-release', effect: { kind: 'status', status: 502, executed: false } },
  { operation: 'repos/update-release', effect: { kind: 'reset', executed: true }, skip: 1 },
];

test('uploads that are cut, refused by a proxy, or lost after they arrived leave one release with each file once', async () => {
  const parts = ['a', 'b', 'c', 'd', 'e'].map((alias) => repository(alias));
  const release = releaseTarget({ name: 'e', tags: { repositories: 'members', elsewhere: 'stop' } });
  const cascade = await startCascade(
    chain(parts, { name: 'acme-uploads', release, limits: { builds: 5, blocked: 0 } }),
    {
      scenario: { faults: [...UPLOAD_FAULTS, ...OTHER_FAULTS] },
    },
  );
  const { simulator } = cascade;
  const view = await (await startRelease(cascade)).result();
  expect(view.state).toBe('succeeded');

  const failed = simulator.requests().filter(({ status, operation }) => operation === UPLOAD && status !== 201);
  expect(failed.map(({ status }) => status)).toEqual([0, 0, 502, 502, 0]);
  const [published, ...others] = simulator.releases('acme/e');
  expect(others).toEqual([]);
  expect(published).toMatchObject({ draft: false, tag: 'v1.4.0' });
  const { publishing } = view;
  const expected = publishing?.status === 'published' ? publishing.release.files : [];
  const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
  expect([...(published?.assets ?? [])].sort(byName)).toMatchObject(
    [...expected]
      .sort(byName)
      .map(({ name, size, sha256 }) => ({ name, size, digest: `sha256:${sha256}`, state: 'uploaded' })),
  );
  expect(expected.length).toBe(parts.length + 4);
  expect(simulator.violations()).toEqual([]);
}, 180_000);
