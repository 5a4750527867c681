import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { discardDraft } from '../../src/activities/discard-draft.ts';
import { formatReleaseMarker } from '../../src/domain/marker.ts';
import { startAcme } from '../support/acme.ts';
import { gitHubOf, makeRelease } from '../support/published-releases.ts';

const PLACE = { train: 'acme/release/v1.4.0', digest: '0a1b2c3d', owner: 'acme', name: 'app' };
const NOTES = formatReleaseMarker(PLACE.train, PLACE.digest);

async function discard(acme: Awaited<ReturnType<typeof startAcme>>): Promise<readonly string[]> {
  const activity = discardDraft({ github: gitHubOf(acme) });
  return new MockActivityEnvironment().run(activity, PLACE);
}

test('the draft of the train is removed with its files, and to ask again is no mistake', async () => {
  const acme = await startAcme();
  const draft = await makeRelease(acme, 'v1.4.0', { draft: true, notes: NOTES, files: new Map([['a', 'b']]) });
  expect(await discard(acme)).toEqual([draft.url]);
  expect(acme.simulator.releases('acme/app')).toEqual([]);
  expect(await discard(acme)).toEqual([]);
});

test('drafts of others, and what is published, stay', async () => {
  const acme = await startAcme();
  await makeRelease(acme, 'v1.4.0', { draft: true, notes: 'by hand' });
  await makeRelease(acme, 'v1.5.0', { draft: true, notes: formatReleaseMarker('acme/release/v1.5.0', '0a1b2c3d') });
  await makeRelease(acme, 'v1.3.0', { notes: NOTES });
  expect(await discard(acme)).toEqual([]);
  expect(acme.simulator.releases('acme/app')).toHaveLength(3);
});
