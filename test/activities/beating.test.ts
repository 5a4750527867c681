import { once } from 'node:events';
import { CancelledFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { beating } from '../../src/activities/beating.ts';
import { serve } from '../github/support/loopback.ts';
import { artifactSource } from '../support/publications.ts';
import { TRAIN } from './support/builds.ts';
import { oneTry } from './support/one-try.ts';
import { collectedFile, openedDraft } from './support/releases.ts';
import { activitiesAt, startStage } from './support/stage.ts';

const FROM = artifactSource('core');

test('the engine hears of the worker as long as the work lasts', async () => {
  const attempt = oneTry({ heartbeatTimeoutMs: 30 });
  // A work that ends only with a heartbeat.
  await attempt.perform(() => beating(() => once(attempt.environment, 'heartbeat')));
  expect(attempt.heartbeats.length).toBeGreaterThan(0);
});

test('what goes wrong with the work is told as it is', async () => {
  const failing = () => beating(() => Promise.reject(new Error('the disk is full')));
  await expect(oneTry().perform(failing)).rejects.toThrow('the disk is full');
});

test('a download that stands still ends once it is no longer wanted, as cancelled', async () => {
  const attempt = oneTry();
  await using server = await serve((request, response) => {
    if (request.url?.startsWith('/repos/') === true) response.writeHead(302, { location: '/blob' }).end();
    else
      response.writeHead(200).write('half of it', () => {
        attempt.environment.cancel();
      });
  });
  const { collectFiles } = await activitiesAt(server.url);
  await expect(attempt.perform(collectFiles, { train: TRAIN, from: FROM, digests: 'fail' })).rejects.toThrow(
    CancelledFailure,
  );
});

test('a transfer that is no longer wanted before GitHub has answered ends as cancelled, not as an outage', async () => {
  const attempt = oneTry();
  await using server = await serve(() => {
    attempt.environment.cancel();
  });
  const { collectFiles } = await activitiesAt(server.url);
  await expect(attempt.perform(collectFiles, { train: TRAIN, from: FROM, digests: 'fail' })).rejects.toThrow(
    CancelledFailure,
  );
});

test('an upload that was cancelled leaves the draft as it was', async () => {
  const stage = await startStage();
  const file = await collectedFile(stage);
  const { place } = await openedDraft(stage);
  const attempt = oneTry();
  attempt.environment.cancel();
  const uploading = attempt.perform(stage.activities.uploadFiles, { ...place, files: [file] });
  await expect(uploading).rejects.toThrow(CancelledFailure);
  expect(stage.simulator.releases('acme/app')).toMatchObject([{ draft: true, assets: [] }]);
});
