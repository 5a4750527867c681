import { expect, test } from 'vitest';

import { buildWorkflow, inLibrary, library, start } from '../started.ts';

test('a person pushes tags, plain and annotated, and what listens to them runs', async () => {
  const push = { branches: [], tags: ['v*'] };
  const { simulator, octokit } = await start({
    repositories: [library({ workflows: [buildWorkflow({ on: { push } })] })],
  });
  const { commit } = simulator.pushTag('acme/library', 'v1', { login: 'jane' });
  const { sha } = await simulator.push('acme/library');
  expect(simulator.pushTag('acme/library', 'v2', { message: 'Version 2' })).toEqual({ commit: sha });
  expect(simulator.pushTag('acme/library', 'v1.1', { at: 'v1' })).toEqual({ commit });
  const { data } = await octokit.git.listMatchingRefs({ ...inLibrary, ref: 'tags/' });
  expect(data.map(({ ref, object }) => [ref, object.type])).toEqual([
    ['refs/tags/v1', 'commit'],
    ['refs/tags/v2', 'tag'],
    ['refs/tags/v1.1', 'commit'],
  ]);
  expect(simulator.runs().map(({ headSha }) => headSha)).toEqual([commit, sha, commit]);
});

test('a person moves a tag by deleting it first, and tags nothing that is nowhere', async () => {
  const { simulator, octokit } = await start();
  simulator.pushTag('acme/library', 'v1');
  const { sha } = await simulator.push('acme/library');
  expect(() => simulator.pushTag('acme/library', 'v1')).toThrow('already exists');
  simulator.deleteTag('acme/library', 'v1');
  simulator.pushTag('acme/library', 'v1');
  expect((await octokit.repos.getCommit({ ...inLibrary, ref: 'v1' })).data.sha).toBe(sha);
  expect(() => simulator.pushTag('acme/library', 'v2', { at: 'nope' })).toThrow('no branch, tag or commit nope');
});
