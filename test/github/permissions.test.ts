import { expect, test } from 'vitest';
import { APP_EVENTS, APP_PERMISSIONS } from '../../src/github/permissions.ts';
import { parseWebhook } from '../../src/github/webhooks.ts';
import { NEEDED, simulatedApp } from './support/app.ts';
import { CONTENT } from './support/release.ts';
import { LIBRARY } from './support/simulated.ts';

test('what the list says is needed is what the tests of the simulated App have', () => {
  const needed = Object.entries(APP_PERMISSIONS).filter(([, permission]) => permission.needed);
  expect(Object.fromEntries(needed.map(([name, { level }]) => [name, level]))).toEqual(NEEDED);
});

test('a train travels with the needed permissions and no others, as GitHub enforces them', async () => {
  await using gitHub = await simulatedApp();
  const { github, simulator } = gitHub;
  const soon = Date.now() + 30_000;
  const { defaultBranch } = await github.repository(LIBRARY);
  const commit = (await github.commit(LIBRARY, defaultBranch)) ?? '';
  await github.actionsWorkflows(LIBRARY);
  await github.file(LIBRARY, '.github/workflows/build.yml');
  const inputs = { cascade: 'm' };
  const started = await github.dispatch(
    { ...LIBRARY, type: 'workflow_dispatch', workflow: 'build.yml', ref: defaultBranch, inputs },
    soon,
  );
  if (started.type !== 'started') throw new Error(`it was ${started.type}`);
  await github.dispatch({ ...LIBRARY, type: 'repository_dispatch', eventType: 'upstream', payload: {} }, soon);
  await simulator.when(() => simulator.runs().every(({ status }) => status === 'completed'));
  await github.runsSince(LIBRARY, 0);
  await github.run(LIBRARY, started.runId);
  await github.jobs(LIBRARY, started.runId, 1);
  await github.pendingEnvironments(LIBRARY, started.runId);
  const [artifact] = await github.artifacts(LIBRARY, started.runId);
  const stored = await github.downloadArtifact(LIBRARY, artifact?.id ?? 0, AbortSignal.timeout(30_000));
  await stored.content.cancel();
  await github.cancelRun(LIBRARY, started.runId);
  const content = { ...CONTENT, commit };
  const draft = await github.createDraft(LIBRARY, content);
  const file = { name: 'a', size: 1, open: () => ReadableStream.from([new Uint8Array(1)]) };
  const asset = await github.uploadAsset(draft, file, AbortSignal.timeout(30_000));
  await (await github.downloadAsset(LIBRARY, asset.id, AbortSignal.timeout(30_000))).cancel();
  await github.deleteAsset(LIBRARY, asset.id);
  await github.releases(LIBRARY);
  await github.publish(LIBRARY, draft.id, content);
  await github.updateNotes(LIBRARY, draft.id, 'v1', 'What is new');
  await github.createTag(LIBRARY, { name: 'v1-rc', commit, message: 'The first try' });
  await github.tags(LIBRARY, 'v1');
  await github.deleteTag(LIBRARY, 'v1-rc');
  await github.compare(LIBRARY, 'v1', 'main');
  expect(simulator.requests().filter(({ status }) => status === 403)).toEqual([]);
  expect(simulator.releases('acme/library')).toMatchObject([{ tag: 'v1', draft: false }]);
});

test('what a release can do beyond that takes permissions of its own', async () => {
  const proposal = { title: 'V1', body: '', branch: 'bump', into: 'main' };
  await using bare = await simulatedApp();
  expect(await bare.github.immutableReleases(LIBRARY)).toBeNull();
  await expect(bare.github.createPullRequest(LIBRARY, proposal)).rejects.toThrow('permission Pull requests: write');

  const permissions = { ...NEEDED, administration: 'read', pull_requests: 'write' } as const;
  await using full = await simulatedApp({ installations: [{ id: 70, account: 'acme', permissions }] });
  const { github } = full;
  expect(await github.immutableReleases(LIBRARY)).toBe(false);
  await github.createBranch(LIBRARY, 'bump', (await github.commit(LIBRARY, 'main')) ?? '');
  const change = { path: 'versions.toml', branch: 'bump', text: 'v = 1\n', message: 'V1', previous: null };
  await github.commitFile(LIBRARY, change);
  expect(await github.createPullRequest(LIBRARY, proposal)).toMatchObject({ title: 'V1' });
});

test.each(Object.keys(APP_EVENTS))('the event %s is one that webhooks are read for', (event) => {
  const action = { release: 'published', repository_dispatch: 'build-complete' }[event] ?? '';
  const headers = { 'x-github-delivery': 'guid', 'x-github-event': event };
  const read = parseWebhook(headers, JSON.stringify({ action }));
  expect(read).not.toMatchObject({ delivery: { event: { type: 'unknown' } } });
});
