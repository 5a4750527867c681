import { describe, expect, test } from 'vitest';
import type { PublishOrder } from '../../src/domain/release/publish-order.ts';
import { losingAnswers } from './support/losing-answers.ts';
import { perform } from './support/one-try.ts';
import { APP, openedDraft, publishedByHand, publishOrder, releaseOf } from './support/releases.ts';
import { activitiesAt, startStage } from './support/stage.ts';

const MARKER = '<!-- cascade-release:acme/release/v1.4.0.0a1b2c3d -->';

/** A draft as Cascade makes it, with a marker of any train. */
const draftOf = ({ tag, commit, title }: PublishOrder, notes = MARKER) => ({
  ...{ tag, commit, title, notes },
  prerelease: false,
});

test('a draft is created once, however often it is asked for', async () => {
  const stage = await startStage();
  const { order, releaseId, url } = await openedDraft(stage);
  const opened = { releaseId, url, adopted: false, prerelease: false, latest: true };
  expect(await perform(stage.activities.openDraft, order)).toEqual(opened);
  expect(stage.simulator.releases('acme/app')).toMatchObject([
    { id: releaseId, tag: 'v1.4.0', name: 'Acme v1.4.0', body: MARKER, target: order.commit, draft: true },
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
  const persons = await stage.simulator.draftRelease('acme/app', { tag: 'v1.4.0', body: 'written by a person' });
  const { releaseId } = await openedDraft(stage);
  expect([others.releaseId, persons.id]).not.toContain(releaseId);
  expect(stage.simulator.releases('acme/app')).toHaveLength(3);
});

test('of two drafts of ours the oldest is taken', async () => {
  const stage = await startStage();
  const order = await publishOrder(stage);
  const oldest = await stage.github.createDraft(APP, draftOf(order));
  await stage.github.createDraft(APP, draftOf(order));
  expect(await perform(stage.activities.openDraft, order)).toMatchObject({ releaseId: oldest.id });
});

test('what this very execution has published already is found again', async () => {
  const stage = await startStage();
  const { order, releaseId } = await openedDraft(stage);
  publishedByHand(stage, releaseId);
  expect(await perform(stage.activities.openDraft, order)).toMatchObject({ releaseId, adopted: false });
});

test('what an earlier execution of the train has published is not published over', async () => {
  const stage = await startStage();
  const earlier = await openedDraft(stage, { digest: 'ffffffff' });
  const { url } = publishedByHand(stage, earlier.releaseId);
  await expect(openedDraft(stage)).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message:
      `acme/app already has a release v1.4.0 that this train did not make: ${url}. ` +
      'Release another version, or remove it there.',
  });
});

test('a tag on another commit stops the release before a draft is made', async () => {
  const stage = await startStage();
  const { commit } = stage.simulator.pushTag('acme/app', 'v1.4.0');
  const { sha } = await stage.simulator.push('acme/app');
  await expect(openedDraft(stage)).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message:
      `The tag v1.4.0 in acme/app is at ${commit}, and the release is of ${sha}. ` +
      'Remove the tag, or release another version.',
  });
  expect(stage.simulator.releases('acme/app')).toEqual([]);
});

test('a tag that is at the right commit already is fine, plain or annotated', async () => {
  const stage = await startStage();
  stage.simulator.pushTag('acme/app', 'v1.4.0', { message: 'by a person' });
  await openedDraft(stage);
  expect(stage.simulator.releases('acme/app')).toHaveLength(1);
});

describe('a release is shown', () => {
  test.each([
    ['as the latest where no published one is above it', {}, { prerelease: false, latest: true }],
    ['as a prerelease where its version is one', { version: 'v1.4.0-rc.1' }, { prerelease: true, latest: false }],
    ['as a prerelease where it is of another branch', { onDefaultBranch: false }, { prerelease: true, latest: false }],
    [
      'as a prerelease where it is a nightly',
      { kind: 'nightly', version: 'nightly-20261121-3f2a91c' },
      { prerelease: true, latest: false },
    ],
    [
      'not as the latest where a published one is above it',
      { version: 'v1.2.9' },
      { prerelease: false, latest: false },
    ],
  ] as const)('%s', async (_, differences, flags) => {
    const stage = await startStage();
    await stage.simulator.publishRelease('acme/app', { tag: 'v1.3.0' });
    await stage.simulator.publishRelease('acme/app', { tag: 'v9.0.0-beta.1', prerelease: true });
    await stage.simulator.draftRelease('acme/app', { tag: 'v8.0.0' });
    const { order, releaseId, prerelease, latest } = await openedDraft(stage, differences);
    expect({ prerelease, latest }).toEqual(flags);
    expect(releaseOf(stage, releaseId)).toMatchObject({ tag: order.tag, draft: true, prerelease });
  });
});
