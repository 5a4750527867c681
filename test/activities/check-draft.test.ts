import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { perform } from './support/one-try.ts';
import { assetsOf, openedDraft } from './support/releases.ts';
import { app, asApp } from '../github/support/app.ts';
import { activitiesAt, startStage } from './support/stage.ts';

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
const file = (name: string, content: string) => ({ name, size: content.length, sha256: sha256(content) });

test('a draft with the files that were uploaded, and no others, may be published', async () => {
  const stage = await startStage();
  const { place, releaseId } = await openedDraft(stage);
  await stage.simulator.addReleaseFile('acme/app', releaseId, 'a.txt', 'one');
  await stage.simulator.addReleaseFile('acme/app', releaseId, 'b.txt', 'two');
  await perform(stage.activities.checkDraft, { ...place, files: [file('b.txt', 'two'), file('a.txt', 'one')] });
});

test('everything that is not as it should be is named at once', async () => {
  const stage = await startStage();
  const { place, releaseId } = await openedDraft(stage);
  await stage.simulator.addReleaseFile('acme/app', releaseId, 'a.txt', 'one');
  await stage.simulator.addReleaseFile('acme/app', releaseId, 'cut.txt', 'tw');
  await stage.simulator.addReleaseFile('acme/app', releaseId, 'swapped.txt', 'evil');
  await stage.simulator.addReleaseFile('acme/app', releaseId, 'strange.txt', 'whose?');
  const files = [file('a.txt', 'one'), file('cut.txt', 'two'), file('swapped.txt', 'good'), file('gone.txt', 'four')];
  await expect(perform(stage.activities.checkDraft, { ...place, files })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message:
      'Nothing was published, because the draft is not as it should be: ' +
      `cut.txt is uploaded, 2 bytes, sha256:${sha256('tw')}, but should be 3 bytes, sha256:${sha256('two')}; ` +
      `swapped.txt is uploaded, 4 bytes, sha256:${sha256('evil')}, but should be 4 bytes, sha256:${sha256('good')}; ` +
      'gone.txt is missing; strange.txt is not ours: remove it from the draft, and start the release again. ' +
      'Starting the release again brings back what is missing, and replaces what is another.',
  });
});

test('a document that an earlier execution left, and this one does not have, is removed', async () => {
  const stage = await startStage();
  const { place, releaseId } = await openedDraft(stage);
  await stage.simulator.addReleaseFile('acme/app', releaseId, 'a.txt', 'one');
  await stage.simulator.addReleaseFile('acme/app', releaseId, 'SHA256SUMS.0123456789ABCDEF.asc', 'a signature');
  await perform(stage.activities.checkDraft, { ...place, files: [file('a.txt', 'one')] });
  expect(assetsOf(stage).map(({ name }) => name)).toEqual(['a.txt']);
});

test("what Cascade's own account uploaded for an earlier execution is removed, and what a person added is not", async () => {
  const stage = await startStage(undefined, { app: app() });
  const github = asApp(stage.simulator.url);
  const { checkDraft } = await activitiesAt(stage.simulator.url, { github });
  const { place, releaseId } = await openedDraft(stage);
  const draft = await github.release(place, releaseId);
  if (draft === null) throw new Error('There should be a draft');
  const earlier = { name: 'old-name.txt', size: 3, open: () => new Blob(['old']).stream() };
  await github.uploadAsset(draft, earlier, AbortSignal.timeout(10_000));
  await stage.simulator.addReleaseFile('acme/app', releaseId, 'mine.txt', 'of a person');
  await stage.simulator.addReleaseFile('acme/app', releaseId, 'a.txt', 'one');
  const checking = perform(checkDraft, { ...place, files: [file('a.txt', 'one')] });
  await expect(checking).rejects.toMatchObject({
    type: 'Refused',
    message:
      'Nothing was published, because the draft is not as it should be: ' +
      'mine.txt is not ours: remove it from the draft, and start the release again.',
  });
  expect(assetsOf(stage).map(({ name }) => name)).toEqual(['mine.txt', 'a.txt']);
});

test('what came with a personal token may be of its person, and stays', async () => {
  const stage = await startStage();
  const { place, releaseId } = await openedDraft(stage);
  await stage.simulator.addReleaseFile('acme/app', releaseId, 'a.txt', 'one');
  await expect(perform(stage.activities.checkDraft, { ...place, files: [] })).rejects.toThrow('a.txt is not ours');
  expect(assetsOf(stage)).toHaveLength(1);
});
