import { expect, test } from 'vitest';
import { CORE } from './support/builds.ts';
import { perform } from './support/one-try.ts';
import { asked, startStage, type Stage } from './support/stage.ts';

const TAG = 'cascade/0a1b2c3d';

/** A commit of acme/core that its branch has left behind. */
async function passedBy(stage: Stage) {
  const commit = (await stage.github.commit(CORE, 'heads/main')) ?? 'missing';
  await stage.simulator.push('acme/core');
  return { ...CORE, tag: TAG, commit };
}

const tagged = (stage: Stage) => stage.github.commit(CORE, `tags/${TAG}`);

test('a commit that the branch has left behind is held by a tag until its build has ended', async () => {
  const stage = await startStage();
  const held = await passedBy(stage);
  await perform(stage.activities.holdCommit, held);
  expect(await tagged(stage)).toBe(held.commit);
  await perform(stage.activities.releaseCommit, held);
  expect(await tagged(stage)).toBeNull();
});

test('a tag that is there already at the commit is taken, and one that is gone already is fine', async () => {
  const stage = await startStage();
  const held = await passedBy(stage);
  for (let count = 0; count < 2; count += 1) await perform(stage.activities.holdCommit, held);
  expect(await tagged(stage)).toBe(held.commit);
  for (let count = 0; count < 2; count += 1) await perform(stage.activities.releaseCommit, held);
  expect(asked(stage, 'git/delete-ref')).toBe(1);
});

test('a tag of the name at another commit is neither taken nor removed', async () => {
  const stage = await startStage();
  const held = await passedBy(stage);
  const { commit } = stage.simulator.pushTag('acme/core', TAG);
  const said = `The tag ${TAG} in acme/core is at ${commit}`;
  const holding = perform(stage.activities.holdCommit, held);
  await expect(holding).rejects.toThrow(`${said} instead of ${held.commit}. Remove it there.`);
  // What a read shows may be old.
  await expect(holding).rejects.not.toHaveProperty('nonRetryable', true);
  await expect(perform(stage.activities.releaseCommit, held)).rejects.toMatchObject({
    type: 'Refused',
    message: `${said}, so it was left there.`,
  });
  expect(await tagged(stage)).toBe(commit);
});
