import { expect, test } from 'vitest';
import { TOKEN } from '../github/support/simulated.ts';
import { octokitFor } from '../simulator/started.ts';
import type { TagInput } from '../../src/activities/tag-repositories.ts';
import { losingAnswers } from './support/losing-answers.ts';
import { oneTry, perform } from './support/one-try.ts';
import { activitiesAt, asked, startStage, type Stage } from './support/stage.ts';

/** The order to tag acme/core and acme/app with v1.4.0 at their heads of now. */
async function tagging(stage: Stage, differences: Partial<TagInput> = {}): Promise<TagInput> {
  const at = async (name: string) => {
    const repository = { owner: 'acme', name };
    return { ...repository, tag: 'v1.4.0', commit: (await stage.github.commit(repository, 'heads/main')) ?? 'missing' };
  };
  const tags = [await at('core'), await at('app')];
  return { tags, elsewhere: 'stop', message: 'Acme v1.4.0', make: true, ...differences };
}

const tagOf = (stage: Stage, name: string) => stage.github.commit({ owner: 'acme', name }, 'tags/v1.4.0');

test('every repository gets an annotated tag at its pinned commit, though its branch has moved', async () => {
  const stage = await startStage();
  const input = await tagging(stage);
  await stage.simulator.push('acme/core');
  const attempt = oneTry();
  expect(await attempt.perform(stage.activities.tagRepositories, input)).toEqual([]);
  expect([await tagOf(stage, 'core'), await tagOf(stage, 'app')]).toEqual(input.tags.map(({ commit }) => commit));
  expect(attempt.heartbeats.length).toBeGreaterThanOrEqual(input.tags.length);
  const { git } = octokitFor(stage.simulator, TOKEN);
  const { data } = await git.getRef({ owner: 'acme', repo: 'core', ref: 'tags/v1.4.0' });
  const { data: annotated } = await git.getTag({ owner: 'acme', repo: 'core', tag_sha: data.object.sha });
  expect(annotated).toMatchObject({ tag: 'v1.4.0', message: 'Acme v1.4.0' });
});

test('a tag that is there at the same commit is left, so that a second try makes nothing', async () => {
  const stage = await startStage();
  const input = await tagging(stage);
  await perform(stage.activities.tagRepositories, input);
  expect(await perform(stage.activities.tagRepositories, input)).toEqual([]);
  expect(asked(stage, 'git/create-ref')).toBe(2);
});

test('before anything is published the tags are only looked for', async () => {
  const stage = await startStage();
  expect(await perform(stage.activities.tagRepositories, await tagging(stage, { make: false }))).toEqual([]);
  expect(asked(stage, 'git/create-ref')).toBe(0);
});

test('one that is elsewhere stops the release before the first is made, and all such are named', async () => {
  const stage = await startStage();
  const there = ['acme/core', 'acme/app'].map((name) => stage.simulator.pushTag(name, 'v1.4.0').commit);
  for (const name of ['acme/core', 'acme/app']) await stage.simulator.push(name);
  const input = await tagging(stage);
  const [core, app] = input.tags.map(({ commit }) => commit);
  await expect(perform(stage.activities.tagRepositories, input)).rejects.toMatchObject({
    type: 'Refused',
    nonRetryable: true,
    message:
      `Nothing was published: the tag v1.4.0 in acme/core is at ${there[0] ?? ''} instead of ${core ?? ''}; ` +
      `the tag v1.4.0 in acme/app is at ${there[1] ?? ''} instead of ${app ?? ''}. ` +
      'Remove the tags, or release another version.',
  });
});

test('all are looked at before the first is made', async () => {
  const stage = await startStage();
  stage.simulator.pushTag('acme/app', 'v1.4.0');
  await stage.simulator.push('acme/app');
  const tags = perform(stage.activities.tagRepositories, await tagging(stage));
  await expect(tags).rejects.toThrow('the tag v1.4.0 in acme/app is at');
  expect(await tagOf(stage, 'core')).toBeNull();
});

test('where the chain leaves those that are elsewhere, they are told, and the others are made', async () => {
  const stage = await startStage();
  const { commit } = stage.simulator.pushTag('acme/core', 'v1.4.0');
  const { sha } = await stage.simulator.push('acme/core');
  const input = await tagging(stage, { elsewhere: 'skip' });
  expect(await perform(stage.activities.tagRepositories, input)).toEqual([
    { repository: 'acme/core', why: `the tag v1.4.0 in acme/core is at ${commit} instead of ${sha}` },
  ]);
  expect(await tagOf(stage, 'core')).toBe(commit);
  expect(await tagOf(stage, 'app')).toBe(input.tags[1]?.commit);
});

test('a tag whose making was not answered is found by the next try', async () => {
  const stage = await startStage();
  const url = await losingAnswers(stage.simulator.url, { method: 'POST', path: /\/git\/refs$/ });
  const { tagRepositories } = await activitiesAt(url);
  const input = await tagging(stage);
  await expect(perform(tagRepositories, input)).rejects.toMatchObject({ nonRetryable: false });
  expect(await perform(tagRepositories, input)).toEqual([]);
  expect(await tagOf(stage, 'core')).toBe(input.tags[0]?.commit);
});
