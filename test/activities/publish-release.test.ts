import { expect, test } from 'vitest';
import { TOKEN } from '../github/support/simulated.ts';
import { octokitFor } from '../simulator/started.ts';
import { losingAnswers } from './support/losing-answers.ts';
import { perform } from './support/one-try.ts';
import { APP, openedDraft, publishOrder } from './support/releases.ts';
import { activitiesAt, asked, startStage, type Stage } from './support/stage.ts';

const IN_APP = { owner: APP.owner, repo: APP.name };

/** What a person does on the page. */
const person = ({ simulator }: Stage) => octokitFor(simulator, TOKEN).repos;

test('the draft is published with its tag at the pinned commit, though the branch has moved', async () => {
  const stage = await startStage();
  const { order, releaseId } = await openedDraft(stage);
  await stage.simulator.push('acme/app');
  const { url } = await perform(stage.activities.publishRelease, { order, releaseId });
  expect(stage.simulator.releases('acme/app')).toMatchObject([{ id: releaseId, tag: 'v1.4.0', draft: false, url }]);
  expect(await stage.github.commit(APP, 'tags/v1.4.0')).toBe(order.commit);
});

test('a publishing that was not answered is not repeated, and ends the same', async () => {
  const stage = await startStage();
  const draft = await openedDraft(stage);
  const lossy = await activitiesAt(await losingAnswers(stage.simulator.url, { method: 'PATCH', path: /\/releases\// }));
  await expect(perform(lossy.publishRelease, draft)).rejects.toMatchObject({
    type: 'GitHubUnavailable',
    nonRetryable: false,
  });
  const [release] = stage.simulator.releases('acme/app');
  expect(await perform(lossy.publishRelease, draft)).toEqual({ url: release?.url });
  expect(asked(stage, 'repos/update-release')).toBe(1);
});

test('a draft that was taken over from an earlier execution is published under the notes of this one', async () => {
  const stage = await startStage();
  const { releaseId } = await openedDraft(stage, { digest: 'ffffffff' });
  const order = await publishOrder(stage);
  await perform(stage.activities.publishRelease, { order, releaseId });
  expect(stage.simulator.releases('acme/app')).toMatchObject([{ draft: false, body: order.notes }]);
});

test('a tag that stands for another commit already stops the release before it is published', async () => {
  const stage = await startStage();
  const theirs = await stage.simulator.publishRelease('acme/app', { tag: 'v1.4.0' });
  await person(stage).deleteRelease({ ...IN_APP, release_id: theirs.id });
  await stage.simulator.push('acme/app');
  const { order, releaseId } = await openedDraft(stage);
  await expect(perform(stage.activities.publishRelease, { order, releaseId })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: expect.stringContaining(`points to ${theirs.commit} instead of ${order.commit}`) as string,
  });
  expect(stage.simulator.releases('acme/app')).toMatchObject([{ id: releaseId, draft: true }]);
});

test('a tag that is there already at the right commit is fine', async () => {
  const stage = await startStage();
  const theirs = await stage.simulator.publishRelease('acme/app', { tag: 'v1.4.0' });
  await person(stage).deleteRelease({ ...IN_APP, release_id: theirs.id });
  const { order, releaseId } = await openedDraft(stage);
  await perform(stage.activities.publishRelease, { order, releaseId });
  expect(stage.simulator.releases('acme/app')).toMatchObject([{ id: releaseId, draft: false }]);
});

test('a published release whose tag is elsewhere is named, with both commits', async () => {
  const stage = await startStage();
  const { order, releaseId } = await openedDraft(stage);
  const { url } = await perform(stage.activities.publishRelease, { order, releaseId });
  const { sha } = await stage.simulator.push('acme/app');
  const moved = { ...order, commit: sha };
  await expect(perform(stage.activities.publishRelease, { order: moved, releaseId })).rejects.toMatchObject({
    type: 'Refused',
    message: `The release ${url} is published, but its tag points to ${order.commit} instead of ${sha}.`,
  });
});

test.each([
  ['removed', (stage: Stage, release_id: number) => person(stage).deleteRelease({ ...IN_APP, release_id })],
  [
    'given another tag',
    (stage: Stage, release_id: number) => person(stage).updateRelease({ ...IN_APP, release_id, tag_name: 'v2' }),
  ],
  [
    'rewritten',
    (stage: Stage, release_id: number) => person(stage).updateRelease({ ...IN_APP, release_id, body: 'better' }),
  ],
])('a draft that was %s is not published, and a person is told', async (_, change) => {
  const stage = await startStage();
  const { order, releaseId } = await openedDraft(stage);
  await change(stage, releaseId);
  await expect(perform(stage.activities.publishRelease, { order, releaseId })).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: expect.stringContaining('The draft of v1.4.0 in acme/app was removed') as string,
  });
  expect(stage.simulator.releases('acme/app').filter(({ draft }) => !draft)).toEqual([]);
});

test('a tag that another release has taken meanwhile is a refusal', async () => {
  const stage = await startStage();
  const draft = await openedDraft(stage);
  await stage.simulator.publishRelease('acme/app', { tag: 'v1.4.0' });
  await expect(perform(stage.activities.publishRelease, draft)).rejects.toMatchObject({
    type: 'GitHubRefused',
    nonRetryable: true,
  });
});
