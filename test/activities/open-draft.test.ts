import { expect, test } from 'vitest';
import { losingAnswers } from './support/losing-answers.ts';
import { perform } from './support/one-try.ts';
import { APP, openedDraft, publishOrder } from './support/releases.ts';
import { activitiesAt, startStage } from './support/stage.ts';

test('a draft is created once, however often it is asked for', async () => {
  const stage = await startStage();
  const { order, releaseId } = await openedDraft(stage);
  expect(await perform(stage.activities.openDraft, order)).toEqual({ releaseId });
  expect(stage.simulator.releases('acme/app')).toMatchObject([
    { id: releaseId, tag: 'v1.4.0', name: 'Acme v1.4.0', body: order.notes, target: order.commit, draft: true },
  ]);
});

test('a draft whose creation was not answered is found by the next try', async () => {
  const stage = await startStage();
  const order = await publishOrder(stage);
  const lossy = await activitiesAt(await losingAnswers(stage.simulator.url, { method: 'POST', path: /\/releases$/ }));
  await expect(perform(lossy.openDraft, order)).rejects.toMatchObject({
    type: 'GitHubUnavailable',
    nonRetryable: false,
  });
  const { releaseId } = await perform(lossy.openDraft, order);
  expect(stage.simulator.releases('acme/app')).toMatchObject([{ id: releaseId }]);
});

test('a draft that an earlier execution of the train left behind is taken over', async () => {
  const stage = await startStage();
  const { releaseId } = await openedDraft(stage, { digest: 'ffffffff' });
  expect(await openedDraft(stage)).toMatchObject({ releaseId });
});

test('the draft of another train, or of a person, is left alone', async () => {
  const stage = await startStage();
  const others = await openedDraft(stage, { train: 'acme/release/by-hand' });
  const persons = await stage.github.createDraft(APP, { ...others.order, notes: 'written by a person' });
  const { releaseId } = await openedDraft(stage);
  expect([others.releaseId, persons.id]).not.toContain(releaseId);
  expect(stage.simulator.releases('acme/app')).toHaveLength(3);
});

test('of two drafts of ours the oldest is taken', async () => {
  const stage = await startStage();
  const order = await publishOrder(stage);
  const oldest = await stage.github.createDraft(APP, order);
  await stage.github.createDraft(APP, order);
  expect(await perform(stage.activities.openDraft, order)).toEqual({ releaseId: oldest.id });
});

test('what this very execution has published already is found again', async () => {
  const stage = await startStage();
  const { order, releaseId } = await openedDraft(stage);
  await stage.github.publish(APP, releaseId, order);
  expect(await perform(stage.activities.openDraft, order)).toEqual({ releaseId });
});

test('what an earlier execution of the train has published is not published over', async () => {
  const stage = await startStage();
  const earlier = await openedDraft(stage, { digest: 'ffffffff' });
  const { url } = await stage.github.publish(APP, earlier.releaseId, earlier.order);
  await expect(openedDraft(stage)).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message:
      `acme/app already has a release v1.4.0 that this train did not make: ${url}. ` +
      'Release another version, or remove it there.',
  });
});
