import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { Octokit } from '@octokit/rest';
import { expect, onTestFinished, test } from 'vitest';

import { connectSimulator } from '../../simulator/remote.ts';
import { receiveHooks } from './hook-receiver.ts';
import { inLibrary, library } from './started.ts';

const scenario = {
  login: 'acme-bot',
  tokens: ['secret-token'],
  repositories: [library()],
  behaviours: [{ kind: 'hold', repository: 'acme/library' }],
};

test('a simulator in another process can be watched and acted upon, and ends with a signal', async () => {
  const child = await runMain(JSON.stringify(scenario));
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  const remote = connectSimulator(url);
  const octokit = new Octokit({ auth: 'secret-token', baseUrl: url });
  const { url: hookUrl, received } = await receiveHooks();

  await remote.addWebhook({ url: hookUrl, secret: 'hush', events: ['push'] });
  const { sha } = await remote.push('acme/library', { message: 'From afar' });
  const { id } = await remote.publishRelease('acme/library', { tag: 'v1', prerelease: true });
  await octokit.actions.createWorkflowDispatch({ ...inLibrary, workflow_id: 'build.yml', ref: 'main' });
  await remote.release('acme/library');
  await expect.poll(async () => (await remote.runs('acme/library'))[0]?.conclusion).toBe('success');
  const pushes = async () => (await remote.deliveries()).filter(({ event }) => event === 'push');
  await expect.poll(async () => (await pushes()).map(({ status }) => status)).toEqual([200, 200]);

  expect((await remote.runs()).map(({ headSha }) => headSha)).toEqual([sha]);
  expect(await remote.releases('acme/library')).toMatchObject([{ id, tag: 'v1', prerelease: true }]);
  expect((await remote.requests()).map(({ operation }) => operation)).toEqual(['actions/create-workflow-dispatch']);
  expect(received.some(({ body }) => body.includes('From afar'))).toBe(true);
  expect(await remote.violations()).toEqual([]);
  await expect(remote.push('acme/nope')).rejects.toThrow('The simulator has no repository acme/nope');

  child.kill('SIGINT');
  expect((await once(child, 'exit'))[0]).toBe(0);
});

test('another process can disturb requests, and do what people do', async () => {
  const child = await runMain(JSON.stringify({ ...scenario, behaviours: [] }));
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  const remote = connectSimulator(url);
  const status = async () => (await fetch(`${url}/user`, { headers: { authorization: 'Bearer secret-token' } })).status;
  const completed = async (runAttempt: number) =>
    expect
      .poll(async () => (await remote.runs())[0])
      .toMatchObject({ status: 'completed', attempt: runAttempt, conclusion: 'success' });

  await remote.fault({ operation: '*', times: Infinity, effect: { kind: 'rate-limit', as: 'primary', seconds: 0.1 } });
  expect(await status()).toBe(403);
  await expect.poll(status).toBe(200);

  const { id } = await remote.dispatchAsPerson('acme/library', '.github/workflows/build.yml', { login: 'jane' });
  await completed(1);
  await remote.rerun(id);
  await completed(2);
  await expect(remote.rerun(id, 'failed')).rejects.toThrow('no failed jobs');
  await expect(remote.cancelRun(id)).rejects.toThrow('Cannot cancel');
  await remote.rename('acme/library', 'acme/books');
  expect(await remote.runs('acme/books')).toMatchObject([{ id }]);
  await remote.deleteRun(id);
  expect(await remote.runs('acme/books')).toEqual([]);
});

test('another process can have people make releases, tags and merges', async () => {
  const child = await runMain(JSON.stringify({ ...scenario, behaviours: [] }));
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  const remote = connectSimulator(url);
  const octokit = new Octokit({ auth: 'secret-token', baseUrl: url });
  const releases = () => remote.releases('acme/library');

  const { sha } = await remote.push('acme/library', { branch: 'next', files: { 'versions.toml': 'one = 1' } });
  await octokit.pulls.create({ ...inLibrary, title: 'Versions', head: 'next', base: 'main' });
  expect((await remote.mergePullRequest('acme/library', 1)).sha).not.toBe(sha);
  const { commit } = await remote.pushTag('acme/library', 'v1', { at: 'next', message: 'One' });
  expect(commit).toBe(sha);
  await remote.deleteTag('acme/library', 'v1');

  const { id } = await remote.draftRelease('acme/library', { tag: 'v1', target: 'next', files: { a: '1' } });
  await remote.addReleaseFile('acme/library', id, 'b', '22');
  await remote.deleteReleaseFile('acme/library', id, 'a');
  await remote.editRelease('acme/library', id, { body: 'By hand', prerelease: true });
  expect(await remote.publishDraft('acme/library', id)).toEqual({ commit: sha });
  const [release] = await releases();
  expect(release).toMatchObject({ body: 'By hand', prerelease: true, assets: [{ name: 'b', size: 2 }] });
  await remote.deleteRelease('acme/library', id);
  expect(await releases()).toEqual([]);
});

test.each([
  ['{"login": 1}', /login/],
  ['{broken', /JSON/],
])('a file that says %s is refused with what is wrong with it', async (content, problem) => {
  const child = await runMain(content);
  const [said, exit] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  expect(exit[0]).toBe(2);
  expect(said).toMatch(problem);
  expect(said).toContain('scenario.json');
});

async function runMain(content: string) {
  const folder = await mkdtemp(join(tmpdir(), 'scenario-'));
  const file = join(folder, 'scenario.json');
  await writeFile(file, content);
  const main = fileURLToPath(new URL('../../simulator/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main, file], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(async () => {
    if (child.exitCode === null) child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });
  return child;
}
