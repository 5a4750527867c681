import { expect, test } from 'vitest';
import { losingAnswers } from './support/losing-answers.ts';
import { perform } from './support/one-try.ts';
import { APP, openedDraft, releaseOf } from './support/releases.ts';
import { activitiesAt, asked, startStage, type Stage } from './support/stage.ts';

test('the draft is published with its tag at the pinned commit, though the branch has moved', async () => {
  const stage = await startStage();
  const draft = await openedDraft(stage);
  const { order, releaseId } = draft;
  await stage.simulator.push('acme/app');
  const { url } = await perform(stage.activities.publishRelease, draft);
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
  expect(await perform(lossy.publishRelease, draft)).toEqual({ url: release?.url, immutable: false });
  expect(asked(stage, 'repos/update-release')).toBe(1);
});

test('title and notes are published as a person left them in the draft', async () => {
  const stage = await startStage();
  const draft = await openedDraft(stage);
  const body = `Thanks to all!\n\n${releaseOf(stage, draft.releaseId).body}`;
  stage.simulator.editRelease('acme/app', draft.releaseId, { name: 'The spring release', body });
  await perform(stage.activities.publishRelease, draft);
  expect(releaseOf(stage, draft.releaseId)).toMatchObject({ draft: false, name: 'The spring release', body });
});

test.each([
  ['the latest', {}, { prerelease: false }, true],
  ['a prerelease', { version: 'v1.4.0-rc.1' }, { prerelease: true }, false],
  ['neither', { version: 'v1.2.9' }, { prerelease: false }, false],
])('a release is published as %s', async (_, differences, flags, isLatest) => {
  const stage = await startStage();
  await stage.simulator.publishRelease('acme/app', { tag: 'v1.3.0' });
  const draft = await openedDraft(stage, { ...differences, tag: 'v1.4.0' });
  await perform(stage.activities.publishRelease, draft);
  expect(releaseOf(stage, draft.releaseId)).toMatchObject({ draft: false, ...flags });
  expect(await stage.github.latestRelease(APP)).toMatchObject({ tag: isLatest ? 'v1.4.0' : 'v1.3.0' });
});

test('a draft that a person marks as a prerelease is published as one', async () => {
  const stage = await startStage();
  await stage.simulator.publishRelease('acme/app', { tag: 'v1.3.0' });
  const draft = await openedDraft(stage);
  stage.simulator.editRelease('acme/app', draft.releaseId, { prerelease: true });
  await perform(stage.activities.publishRelease, draft);
  expect(releaseOf(stage, draft.releaseId)).toMatchObject({ draft: false, prerelease: true });
  expect(await stage.github.latestRelease(APP)).toMatchObject({ tag: 'v1.3.0' });
});

test('what was published since the draft was made counts for which is the latest', async () => {
  const stage = await startStage();
  const draft = await openedDraft(stage);
  await stage.simulator.publishRelease('acme/app', { tag: 'v2.0.0' });
  await perform(stage.activities.publishRelease, draft);
  expect(await stage.github.latestRelease(APP)).toMatchObject({ tag: 'v2.0.0' });
});

test.each([
  ['the lower', 'v1.4.0', 'v1.5.0'],
  ['the higher', 'v1.5.0', 'v1.4.0'],
])(
  'of two releases that are published at once the higher is the latest, where %s comes last',
  async (_, last, first) => {
    const stage = await startStage();
    await stage.simulator.publishRelease('acme/app', { tag: 'v1.3.0' });
    const slow = await openedDraft(stage, { train: `acme/release/${last}`, version: last, tag: last });
    const quick = await openedDraft(stage, { train: `acme/release/${first}`, version: first, tag: first });
    const pathTemplate = '/repos/{owner}/{repo}/releases/{release_id}';
    const held = stage.simulator.hold({ method: 'PATCH', pathTemplate, repository: 'acme/app', occurrence: 1 });
    const publishing = perform(stage.activities.publishRelease, slow);
    await held.reached;
    await perform(stage.activities.publishRelease, quick);
    await held.release();
    await publishing;
    expect(await stage.github.latestRelease(APP)).toMatchObject({ tag: 'v1.5.0' });
  },
);

test('a publishing that is tried again after it was answered by nobody still gives way to a higher version', async () => {
  const stage = await startStage();
  const draft = await openedDraft(stage);
  await perform(stage.activities.publishRelease, draft);
  await stage.simulator.publishRelease('acme/app', { tag: 'v2.0.0' });
  await stage.github.makeLatest(APP, draft.releaseId, 'v1.4.0');
  await perform(stage.activities.publishRelease, draft);
  expect(await stage.github.latestRelease(APP)).toMatchObject({ tag: 'v2.0.0' });
});

test('a tag that a read does not show yet is looked for again, and nothing is published twice', async () => {
  const stage = await startStage();
  const draft = await openedDraft(stage);
  // The first look is before publishing.
  const unseen = { kind: 'status', status: 422, executed: false } as const;
  stage.simulator.fault({ operation: 'repos/get-commit', skip: 1, effect: unseen });
  const publishing = perform(stage.activities.publishRelease, draft);
  await expect(publishing).rejects.toThrow("GitHub doesn't show the tag v1.4.0 in acme/app yet");
  await expect(publishing).rejects.not.toHaveProperty('nonRetryable', true);
  await perform(stage.activities.publishRelease, draft);
  expect(asked(stage, 'repos/update-release')).toBe(1);
});

test('a tag that somebody made elsewhere meanwhile stops the release before it is published', async () => {
  const stage = await startStage();
  const draft = await openedDraft(stage);
  await stage.simulator.push('acme/app');
  const { commit } = stage.simulator.pushTag('acme/app', 'v1.4.0');
  await expect(perform(stage.activities.publishRelease, draft)).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message: expect.stringContaining(`points to ${commit} instead of ${draft.order.commit}`) as string,
  });
  expect(releaseOf(stage, draft.releaseId)).toMatchObject({ draft: true });
});

test('a tag that is there already at the right commit is fine', async () => {
  const stage = await startStage();
  stage.simulator.pushTag('acme/app', 'v1.4.0', { message: 'by a person' });
  const draft = await openedDraft(stage);
  await perform(stage.activities.publishRelease, draft);
  expect(releaseOf(stage, draft.releaseId)).toMatchObject({ draft: false });
});

test('a published release whose tag is elsewhere is named, with both commits', async () => {
  const stage = await startStage();
  const draft = await openedDraft(stage);
  const { outline } = draft;
  const { url } = await perform(stage.activities.publishRelease, draft);
  const { sha } = await stage.simulator.push('acme/app');
  const moved = { ...outline, commit: sha };
  await expect(perform(stage.activities.publishRelease, { ...draft, outline: moved })).rejects.toMatchObject({
    type: 'Refused',
    message:
      `The release ${url} is published, but its tag points to ${outline.commit} instead of ${sha}. ` +
      `Move the tag to ${sha}, or remove release and tag and start the release again.`,
  });
});

test.each([
  [
    'removed',
    ({ simulator }: Stage, id: number) => {
      simulator.deleteRelease('acme/app', id);
    },
  ],
  [
    'given another tag',
    ({ simulator }: Stage, id: number) => {
      simulator.editRelease('acme/app', id, { tag: 'v2' });
    },
  ],
  [
    'rewritten',
    ({ simulator }: Stage, id: number) => {
      simulator.editRelease('acme/app', id, { body: 'better' });
    },
  ],
])('a draft that was %s is not published, and a person is told', async (_, change) => {
  const stage = await startStage();
  const draft = await openedDraft(stage);
  change(stage, draft.releaseId);
  await expect(perform(stage.activities.publishRelease, draft)).rejects.toMatchObject({
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
