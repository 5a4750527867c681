import { CancelledFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import type { FaultEffect } from '../../simulator/scenario-faults.ts';
import { oneTry, perform } from './support/one-try.ts';
import { assetsOf, openedDraft } from './support/releases.ts';
import { asked, startStage } from './support/stage.ts';
import { asWhole, stagedFile } from './support/staged-files.ts';

const UPLOAD = 'repos/upload-release-asset';
const CONTENTS = { 'a.bin': 'a'.repeat(300_000), 'b.bin': 'b'.repeat(300_000), 'c.bin': 'c'.repeat(300_000) };
const WHOLE = Object.entries(CONTENTS).map(([name, content]) => asWhole(name, content));

/** A draft, and three files for it. */
async function beforeUpload() {
  const stage = await startStage();
  const { place } = await openedDraft(stage);
  const staged = stage.staging.of(place.train);
  const files = [];
  for (const [name, content] of Object.entries(CONTENTS)) files.push(await stagedFile(staged, name, content));
  return { stage, input: { ...place, files } };
}

/** The request that uploads so-manieth, counted over all tries. */
function uploadNumber(occurrence: number) {
  const pathTemplate = '/repos/{owner}/{repo}/releases/{release_id}/assets';
  return { method: 'POST', pathTemplate, repository: 'acme/app', occurrence };
}

function byName(assets: ReturnType<typeof assetsOf>) {
  return assets.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

test.each<[string, FaultEffect, string | null, number]>([
  ['a 502 that leaves a starter', { kind: 'status', status: 502, executed: false }, 'starter', 4],
  ['a 502 after it was accepted', { kind: 'status', status: 502, executed: true }, 'uploaded', 3],
  ['a reset before it was taken', { kind: 'reset', executed: false }, null, 4],
  ['a reset after it was accepted', { kind: 'reset', executed: true }, 'uploaded', 3],
  ['a cut that leaves a starter', { kind: 'cut', afterBytes: 100_000, starter: true }, 'starter', 4],
  ['a cut that leaves nothing', { kind: 'cut', afterBytes: 100_000, starter: false }, null, 4],
  ['bytes that changed on the way', { kind: 'damage' }, 'uploaded', 4],
])('%s, in the middle of the files: the next try goes on behind what is right', async (_, effect, left, uploads) => {
  const { stage, input } = await beforeUpload();
  stage.simulator.fault({ operation: UPLOAD, skip: 1, effect });
  await expect(perform(stage.activities.uploadFiles, input)).rejects.not.toHaveProperty('nonRetryable', true);
  expect(assetsOf(stage).map(({ name, state }) => [name, state])).toEqual([
    ['a.bin', 'uploaded'],
    ...(left === null ? [] : [['b.bin', left]]),
  ]);
  await perform(stage.activities.uploadFiles, input);
  expect(byName(assetsOf(stage))).toMatchObject(WHOLE);
  expect(asked(stage, UPLOAD)).toBe(uploads);
});

test('a try that is ended between two files is gone on with by the next', async () => {
  const { stage, input } = await beforeUpload();
  const second = stage.simulator.hold(uploadNumber(2));
  const attempt = oneTry();
  const uploading = attempt.perform(stage.activities.uploadFiles, input);
  await second.reached;
  attempt.environment.cancel();
  await expect(uploading).rejects.toThrow(CancelledFailure);
  second.drop();
  expect(assetsOf(stage)).toMatchObject(WHOLE.slice(0, 1));
  await perform(stage.activities.uploadFiles, input);
  expect(byName(assetsOf(stage))).toMatchObject(WHOLE);
});

test('an upload of a try that was given up, which arrives after the next has looked, is seen by the one after', async () => {
  const { stage, input } = await beforeUpload();
  const [late, doubled] = [stage.simulator.hold(uploadNumber(2)), stage.simulator.hold(uploadNumber(3))];
  const first = oneTry();
  const givenUp = first.perform(stage.activities.uploadFiles, input);
  await late.reached;
  first.environment.cancel();
  await expect(givenUp).rejects.toThrow(CancelledFailure);
  const next = expect(perform(stage.activities.uploadFiles, input)).rejects.toThrow('already_exists');
  await doubled.reached;
  await late.execute();
  await doubled.release();
  await next;
  await perform(stage.activities.uploadFiles, input);
  expect(byName(assetsOf(stage))).toMatchObject(WHOLE);
});

test('a rate limit in the middle keeps what has arrived, and the engine is told how long to wait', async () => {
  const { stage, input } = await beforeUpload();
  stage.simulator.fault({ operation: UPLOAD, skip: 2, effect: { kind: 'rate-limit', as: 'retry-after', seconds: 1 } });
  await expect(perform(stage.activities.uploadFiles, input)).rejects.toMatchObject({
    type: 'GitHubRateLimited',
    nonRetryable: false,
    nextRetryDelay: expect.anything() as unknown,
  });
  expect(assetsOf(stage)).toMatchObject(WHOLE.slice(0, 2));
});
