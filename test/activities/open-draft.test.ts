import { describe, expect, test } from 'vitest';
import { outlineOf, type PublishOrder } from '../../src/domain/release/publish-order.ts';
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
  const { order, outline, releaseId, url } = await openedDraft(stage);
  const opened = { releaseId, url, adopted: false, warnings: [] };
  expect(await perform(stage.activities.openDraft, outline)).toEqual(opened);
  expect(stage.simulator.releases('acme/app')).toMatchObject([
    { id: releaseId, tag: 'v1.4.0', name: 'Acme v1.4.0', body: MARKER, target: order.commit, draft: true },
  ]);
});

test('a draft whose creation was not answered is found by the next try', async () => {
  const stage = await startStage();
  const outline = outlineOf(await publishOrder(stage));
  const lossy = await activitiesAt(await losingAnswers(stage.simulator.url, { method: 'POST', path: /\/releases$/ }));
  await expect(perform(lossy.openDraft, outline)).rejects.toMatchObject({
    type: 'GitHubUnavailable',
    nonRetryable: false,
  });
  const { releaseId } = await perform(lossy.openDraft, outline);
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

test('a draft of somebody else is said to be there', async () => {
  const stage = await startStage();
  const { id } = await stage.simulator.draftRelease('acme/app', { tag: 'v1.4.0', body: 'written by a person' });
  const { warnings } = await openedDraft(stage);
  const { url } = releaseOf(stage, id);
  expect(warnings).toEqual([`There is another draft of v1.4.0, which was left as it is: ${url}`]);
});

test('of two drafts that this execution made the oldest is kept, and the other one removed', async () => {
  const stage = await startStage();
  const order = await publishOrder(stage);
  const kept = await stage.github.createDraft(APP, draftOf(order));
  await stage.github.createDraft(APP, draftOf(order));
  expect(await openedDraft(stage)).toMatchObject({ releaseId: kept.id, warnings: [] });
  expect(stage.simulator.releases('acme/app')).toMatchObject([{ id: kept.id }]);
});

test('a second draft into which somebody has put a file is left, and said to be there', async () => {
  const stage = await startStage();
  const order = await publishOrder(stage);
  const kept = await stage.github.createDraft(APP, draftOf(order));
  const other = await stage.github.createDraft(APP, draftOf(order));
  await stage.simulator.addReleaseFile('acme/app', other.id, 'mine.txt', 'of a person');
  const { releaseId, warnings } = await openedDraft(stage);
  expect(releaseId).toBe(kept.id);
  expect(warnings).toMatchObject([expect.stringContaining(other.url)]);
  expect(stage.simulator.releases('acme/app')).toHaveLength(2);
});

test('where a try that was given up creates a draft at the same time, one of the two is left', async () => {
  const stage = await startStage();
  const outline = outlineOf(await publishOrder(stage));
  const point = { method: 'POST', pathTemplate: '/repos/{owner}/{repo}/releases', repository: 'acme/app' };
  const held = stage.simulator.hold({ ...point, occurrence: 1 });
  const slow = perform(stage.activities.openDraft, outline);
  await held.reached;
  const { releaseId } = await perform(stage.activities.openDraft, outline);
  await held.release();
  expect(await slow).toMatchObject({ releaseId });
  expect(stage.simulator.releases('acme/app')).toMatchObject([{ id: releaseId }]);
});

test('a draft that was created although a proxy said otherwise is taken, and no second one made', async () => {
  const stage = await startStage();
  const outline = outlineOf(await publishOrder(stage));
  const badGateway = { kind: 'status', status: 502, executed: true } as const;
  stage.simulator.fault({ operation: 'repos/create-release', effect: badGateway });
  await expect(perform(stage.activities.openDraft, outline)).rejects.toMatchObject({ nonRetryable: false });
  const { releaseId } = await perform(stage.activities.openDraft, outline);
  expect(stage.simulator.releases('acme/app')).toMatchObject([{ id: releaseId }]);
});

test('what this very execution has published already is found again', async () => {
  const stage = await startStage();
  const { outline, releaseId } = await openedDraft(stage);
  publishedByHand(stage, releaseId);
  expect(await perform(stage.activities.openDraft, outline)).toMatchObject({ releaseId, adopted: false });
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

describe('a draft is shown', () => {
  test.each([
    ['as a full release', {}, false],
    ['as a prerelease where its version is one', { version: 'v1.4.0-rc.1' }, true],
    ['as a prerelease where it is of another branch', { onDefaultBranch: false }, true],
    ['as a prerelease where it is a nightly', { kind: 'nightly', version: 'nightly-20261121-3f2a91c' }, true],
  ] as const)('%s', async (_, differences, prerelease) => {
    const stage = await startStage();
    const { releaseId } = await openedDraft(stage, differences);
    expect(releaseOf(stage, releaseId)).toMatchObject({ draft: true, prerelease });
  });
});
