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
  await expect.poll(async () => (await remote.deliveries()).map(({ status }) => status)).toEqual([200, 200]);

  expect((await remote.runs()).map(({ headSha }) => headSha)).toEqual([sha]);
  expect(await remote.releases('acme/library')).toMatchObject([{ id, tag: 'v1', prerelease: true }]);
  expect((await remote.requests()).map(({ operation }) => operation)).toEqual(['actions/create-workflow-dispatch']);
  expect(received.some(({ body }) => body.includes('From afar'))).toBe(true);
  expect(await remote.violations()).toEqual([]);
  await expect(remote.push('acme/nope')).rejects.toThrow('The simulator has no repository acme/nope');

  child.kill('SIGINT');
  expect((await once(child, 'exit'))[0]).toBe(0);
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
