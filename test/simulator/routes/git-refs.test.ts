import type { Octokit } from '@octokit/rest';
import { expect, test } from 'vitest';

import { receiveHooks } from '../hook-receiver.ts';
import { refusal } from '../refusal.ts';
import { buildWorkflow, inLibrary, library, start } from '../started.ts';

const nowhere = 'f'.repeat(40);

test('an annotated tag is an object of its own, to which a ref leads, and from which one gets to the commit', async () => {
  const { octokit } = await start();
  const commit = await headOf(octokit);
  const { data: tag } = await annotate(octokit, 'v1.0.0', commit);
  expect(tag).toMatchObject({ tag: 'v1.0.0', message: 'Version 1', tagger: { name: 'acme-bot' } });
  expect(tag.object).toMatchObject({ type: 'commit', sha: commit });
  expect((await octokit.git.getTag({ ...inLibrary, tag_sha: tag.sha })).data).toEqual(tag);

  const made = await octokit.git.createRef({ ...inLibrary, ref: 'refs/tags/v1.0.0', sha: tag.sha });
  expect(made.data).toMatchObject({ ref: 'refs/tags/v1.0.0', object: { type: 'tag', sha: tag.sha } });
  expect((await octokit.git.getRef({ ...inLibrary, ref: 'tags/v1.0.0' })).data).toEqual(made.data);
  expect((await octokit.git.listMatchingRefs({ ...inLibrary, ref: 'tags/v1' })).data).toEqual([made.data]);
  expect((await octokit.repos.listTags(inLibrary)).data).toMatchObject([{ name: 'v1.0.0', commit: { sha: commit } }]);
  for (const ref of ['v1.0.0', 'tags/v1.0.0']) {
    expect((await octokit.repos.getCommit({ ...inLibrary, ref })).data.sha).toBe(commit);
  }
});

test('a tag object without a ref is no tag, and one of a commit that is nowhere is not made', async () => {
  const { octokit } = await start();
  await annotate(octokit, 'v1.0.0', await headOf(octokit));
  expect((await refusal(octokit.git.getRef({ ...inLibrary, ref: 'tags/v1.0.0' }))).status).toBe(404);
  expect((await refusal(annotate(octokit, 'v1.0.0', nowhere))).status).toBe(422);
  expect((await refusal(octokit.git.getTag({ ...inLibrary, tag_sha: nowhere }))).status).toBe(404);
});

test('a ref is made once, on what is there', async () => {
  const { simulator, octokit } = await start();
  const commit = await headOf(octokit);
  const make = (ref: string, sha: string) => octokit.git.createRef({ ...inLibrary, ref, sha });
  expect((await make('refs/tags/v1', commit)).data.object).toMatchObject({ type: 'commit', sha: commit });
  const { sha } = await simulator.push('acme/library');
  expect((await refusal(make('refs/tags/v1', sha))).message).toContain('Reference already exists');
  expect((await refusal(make('refs/heads/main', sha))).message).toContain('Reference already exists');
  expect((await refusal(make('refs/tags/v2', nowhere))).message).toContain('Object does not exist');
  expect((await refusal(make('tags/v2', sha))).status).toBe(422);
  const { data: tag } = await annotate(octokit, 'v2', commit);
  expect((await refusal(make('refs/heads/v2', tag.sha))).message).toContain('not a commit');
});

test('a deleted ref is gone, once, and its name is free', async () => {
  const { octokit } = await start();
  const sha = await headOf(octokit);
  const branch = { ...inLibrary, ref: 'heads/cascade/versions' };
  await octokit.git.createRef({ ...inLibrary, ref: 'refs/heads/cascade/versions', sha });
  expect((await octokit.git.deleteRef(branch)).status).toBe(204);
  expect((await refusal(octokit.git.getRef(branch))).status).toBe(404);
  expect((await refusal(octokit.git.deleteRef(branch))).message).toContain('Reference does not exist');
  await octokit.git.createRef({ ...inLibrary, ref: 'refs/heads/cascade/versions', sha });
  expect((await refusal(octokit.git.deleteRef({ ...inLibrary, ref: 'heads/main' }))).status).toBe(422);
});

test('a release whose tag is deleted is a draft again; the tag of an immutable one stays', async () => {
  const { simulator, octokit } = await start({
    repositories: [library(), library({ name: 'fixed', immutableReleases: true })],
  });
  const { id } = await simulator.publishRelease('acme/library', { tag: 'v1.0.0' });
  await octokit.git.deleteRef({ ...inLibrary, ref: 'tags/v1.0.0' });
  expect((await octokit.repos.getRelease({ ...inLibrary, release_id: id })).data.draft).toBe(true);
  expect((await refusal(octokit.repos.getLatestRelease(inLibrary))).status).toBe(404);

  const fixed = { owner: 'acme', repo: 'fixed' };
  const immutable = await simulator.publishRelease('acme/fixed', { tag: 'v1.0.0' });
  expect((await refusal(octokit.git.deleteRef({ ...fixed, ref: 'tags/v1.0.0' }))).message).toContain('immutable');
  await octokit.repos.deleteRelease({ ...fixed, release_id: immutable.id });
  await octokit.git.deleteRef({ ...fixed, ref: 'tags/v1.0.0' });
  const again = octokit.git.createRef({ ...fixed, ref: 'refs/tags/v1.0.0', sha: immutable.commit });
  expect((await refusal(again)).message).toContain('used by an immutable release');
});

test('webhooks tell of refs that come and go, as create or delete and as push', async () => {
  const { url, received } = await receiveHooks();
  const { simulator, octokit } = await start({
    webhooks: [{ url, secret: 'hush', events: ['create', 'delete', 'push'] }],
  });
  const sha = await headOf(octokit);
  await octokit.git.createRef({ ...inLibrary, ref: 'refs/heads/next', sha });
  await octokit.git.deleteRef({ ...inLibrary, ref: 'heads/next' });
  await simulator.when(() => simulator.deliveries().every(({ status }) => status === 200));
  expect(received.map(({ headers }) => headers['x-github-event']).sort()).toEqual(['create', 'delete', 'push', 'push']);
  const pushes = received
    .filter(({ headers }) => headers['x-github-event'] === 'push')
    .map(({ body }): unknown => JSON.parse(body));
  expect(pushes).toContainEqual(expect.objectContaining({ ref: 'refs/heads/next', created: true, after: sha }));
  expect(pushes).toContainEqual(expect.objectContaining({ deleted: true, before: sha, head_commit: null }));
});

test('tags and branches start the actions workflows that listen to them', async () => {
  const push = { branches: ['release/*'], tags: ['v*'] };
  const { simulator, octokit } = await start({
    repositories: [library({ workflows: [buildWorkflow({ on: { push } })] })],
  });
  const sha = await headOf(octokit);
  for (const ref of ['heads/release/1', 'heads/release/1/fix', 'heads/v1', 'tags/v1.0', 'tags/nightly', 'tags/v1/x']) {
    await octokit.git.createRef({ ...inLibrary, ref: `refs/${ref}`, sha });
  }
  const { data } = await octokit.actions.listWorkflowRunsForRepo(inLibrary);
  expect(data.workflow_runs.map(({ head_branch, event }) => [head_branch, event])).toEqual([
    ['v1.0', 'push'],
    ['release/1', 'push'],
  ]);
  expect(simulator.runs().map(({ headSha }) => headSha)).toEqual([sha, sha]);
});

test('a dispatch on an annotated tag runs at its commit, under its name', async () => {
  const { simulator, octokit } = await start();
  const commit = await headOf(octokit);
  const { data: tag } = await annotate(octokit, 'v1.0.0', commit);
  await octokit.git.createRef({ ...inLibrary, ref: 'refs/tags/v1.0.0', sha: tag.sha });
  await simulator.push('acme/library');
  await octokit.actions.createWorkflowDispatch({ ...inLibrary, workflow_id: 'build.yml', ref: 'v1.0.0' });
  const { data } = await octokit.actions.listWorkflowRunsForRepo(inLibrary);
  expect(data.workflow_runs).toMatchObject([{ head_branch: 'v1.0.0', head_sha: commit }]);
});

async function headOf(octokit: Octokit): Promise<string> {
  return (await octokit.repos.getBranch({ ...inLibrary, branch: 'main' })).data.commit.sha;
}

function annotate(octokit: Octokit, tag: string, object: string) {
  return octokit.git.createTag({ ...inLibrary, tag, object, type: 'commit', message: 'Version 1' });
}
