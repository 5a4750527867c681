import { expect, test } from 'vitest';
import { hasPersonsWords, sealed } from '../../src/activities/sealed-notes.ts';
import { verifyText } from '../../src/domain/release/notes-sections.ts';
import { perform } from './support/one-try.ts';
import { APP, openedDraft, releaseOf } from './support/releases.ts';
import { asked, startStage } from './support/stage.ts';

const MARKER = '<!-- cascade-release:acme/release/v1.4.0.0a1b2c3d -->';
const ADA = { name: 'SHA256SUMS.0123456789ABCDEF.asc', by: 'A'.repeat(40) };

test('who has signed since the notes were written is told in them, once, and the words of people stay', async () => {
  const stage = await startStage();
  const { releaseId } = await openedDraft(stage);
  const body = `Thanks to all!\n\n${verifyText([])}\n\n${MARKER}`;
  stage.simulator.editRelease('acme/app', releaseId, { name: 'The spring release', body });
  const told = { ...APP, releaseId, before: [], after: [ADA] };
  await perform(stage.activities.tellSignatures, told);
  await perform(stage.activities.tellSignatures, told);
  expect(releaseOf(stage, releaseId)).toMatchObject({
    name: 'The spring release',
    tag: 'v1.4.0',
    draft: true,
    body: `Thanks to all!\n\n${verifyText([ADA])}\n\n${MARKER}`,
  });
  expect(asked(stage, 'repos/update-release')).toBe(1);
});

test('notes that are our own are so afterwards, too', async () => {
  const stage = await startStage();
  const { releaseId } = await openedDraft(stage);
  stage.simulator.editRelease('acme/app', releaseId, { body: sealed(`${verifyText([])}\n\n${MARKER}`) });
  await perform(stage.activities.tellSignatures, { ...APP, releaseId, before: [], after: [ADA] });
  const { body } = releaseOf(stage, releaseId);
  expect(body).toContain(ADA.by);
  expect(hasPersonsWords(body)).toBe(false);
});

test('a draft that was removed meanwhile is said to be gone', async () => {
  const stage = await startStage();
  const { releaseId } = await openedDraft(stage);
  stage.simulator.deleteRelease('acme/app', releaseId);
  await expect(
    perform(stage.activities.tellSignatures, { ...APP, releaseId, before: [], after: [ADA] }),
  ).rejects.toMatchObject({ type: 'Refused', message: expect.stringContaining('was removed') as string });
});
