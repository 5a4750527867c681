import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { makeStaging, type Staging } from '../../src/artifacts/staging.ts';
import { temporaryFolder } from '../activities/support/stage.ts';
import { tinyDisk } from '../artifacts/tiny-disk.ts';
import type { TestCascade } from '../support/assemble.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, repository } from '../support/chains.ts';
import { startRelease } from '../support/start-trains.ts';

const OTHER = 'acme/release/v1.3.0';
const MIB = 1024 * 1024;

/** Another release has staged so much that the files of this one, of about 50 KB, find no room. */
async function filled(staging: Staging, bytes: number): Promise<Staging> {
  await staging.of(OTHER).stage(ReadableStream.from([randomBytes(bytes)]), { expectedDigest: null });
  return staging;
}

/** What the engine tells of a step of publishing that failed and will be tried again. */
async function lastFailure({ client }: TestCascade, train: string): Promise<string> {
  const { raw } = await client.workflow.getHandle(`${train}/publish`).describe();
  return (raw.pendingActivities ?? []).map(({ lastFailure }) => lastFailure?.message ?? '').join();
}

/** Releases into a staging area that is full, sees why it stops, and then makes room. */
async function releaseMeanwhileFull(name: string, staging: Staging, why: string): Promise<void> {
  const cascade = await startCascade(chain([repository('app')], { name }), { staging });
  const handle = await startRelease(cascade);
  const publishing = () => lastFailure(cascade, handle.workflowId).catch(() => '');
  await vi.waitUntil(async () => (await publishing()).includes(why), { timeout: 30_000, interval: 100 });
  expect(cascade.simulator.releases('acme/app')).toEqual([]);

  await staging.discard(OTHER);
  expect(await handle.result()).toMatchObject({ state: 'succeeded', publishing: { status: 'published' } });
  expect(cascade.simulator.releases('acme/app')).toMatchObject([{ tag: 'v1.4.0', draft: false }]);
}

test('a release that finds its staging area full says so, publishes nothing, and goes on when there is room', async () => {
  const staging = await filled(makeStaging(await temporaryFolder(), MIB), MIB - 1000);
  await releaseMeanwhileFull('acme-bound', staging, `holds the ${MIB} bytes that it may`);
});

test('a release that finds the disk full says so, publishes nothing, and goes on when there is room', async ({
  skip,
}) => {
  await using disk = await tinyDisk();
  if (disk === null) return skip('mounting a tmpfs is not allowed here: what happens on a full disk was NOT tested');
  const staging = await filled(makeStaging(disk.path), MIB - 16_000);
  await releaseMeanwhileFull('acme-disk', staging, 'The disk is full');
});
