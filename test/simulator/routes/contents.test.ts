import type { Octokit } from '@octokit/rest';
import { expect, test } from 'vitest';

import { receiveHooks } from '../hook-receiver.ts';
import { refusal } from '../refusal.ts';
import { buildWorkflow, inLibrary, library, start } from '../started.ts';

const versions = { ...inLibrary, path: 'release/versions.toml' };

function startWithFile() {
  return start({ repositories: [library({ files: { [versions.path]: 'one = 1\n', 'README.md': 'Hello' } })] });
}

test('a file is replaced by a commit on a branch, and other branches keep theirs', async () => {
  const { octokit } = await startWithFile();
  const before = await read(octokit, 'main');
  await branch(octokit, 'cascade/next');
  const { status, data } = await write(octokit, 'one = 2\n', { branch: 'cascade/next', sha: before.sha });
  expect(status).toBe(200);
  expect(data.commit).toMatchObject({ message: 'Versions', author: { name: 'acme-bot' } });
  const head = await octokit.repos.getBranch({ ...inLibrary, branch: 'cascade/next' });
  expect(head.data.commit.sha).toBe(data.commit.sha);
  const after = await read(octokit, 'cascade/next');
  expect(after).toEqual({ text: 'one = 2\n', sha: data.content?.sha });
  expect(await read(octokit, 'main')).toEqual(before);
  expect(await read(octokit, data.commit.parents?.[0]?.sha ?? '')).toEqual(before);
});

test('a new file is made beside those that were there', async () => {
  const { octokit } = await start({ repositories: [library({ files: { 'release/README.md': 'Hello' } })] });
  expect((await write(octokit, 'one = 1\n')).status).toBe(201);
  const { data } = await octokit.repos.getContent({ ...inLibrary, path: 'release' });
  expect(data).toMatchObject([{ name: 'README.md' }, { name: 'versions.toml' }]);
  expect((await read(octokit, 'main')).text).toBe('one = 1\n');
});

test('who does not say, or does not know, what a file holds cannot replace it', async () => {
  const { simulator, octokit } = await startWithFile();
  const { sha } = await read(octokit, 'main');
  await simulator.push('acme/library', { files: { [versions.path]: 'one = 3\n' }, login: 'jane' });
  const stale = await refusal(write(octokit, 'one = 2\n', { sha }));
  expect(stale.status).toBe(409);
  expect(stale.message).toContain(`${versions.path} does not match ${sha}`);
  const silent = await refusal(write(octokit, 'one = 2\n'));
  expect(silent.status).toBe(422);
  expect(silent.message).toContain('"sha" wasn\'t supplied');
  expect((await refusal(write(octokit, 'x', { branch: 'nope' }))).status).toBe(404);
  expect((await read(octokit, 'main')).text).toBe('one = 3\n');
});

test('a commit by the API is a push like any other', async () => {
  const { url, received } = await receiveHooks();
  const workflow = buildWorkflow({ on: { push: { branches: ['main'] } } });
  const { simulator, octokit } = await start({
    repositories: [library({ workflows: [workflow] })],
    webhooks: [{ url, secret: 'hush', events: ['push'] }],
  });
  const { data } = await write(octokit, 'one = 1\n');
  await simulator.when(() => received.length === 1);
  expect(received[0]?.body).toContain(`"after":"${data.commit.sha ?? ''}"`);
  expect(simulator.runs()).toMatchObject([{ event: 'push', headSha: data.commit.sha }]);
});

test('the same change makes the same commit every time, and another change another', async () => {
  const shaAfter = async (text: string) =>
    (await write((await startWithFile()).octokit, text, { sha: undefined, path: 'new' })).data.commit.sha;
  expect(await shaAfter('a')).toBe(await shaAfter('a'));
  expect(await shaAfter('a')).not.toBe(await shaAfter('b'));
});

async function read(octokit: Octokit, ref: string): Promise<{ text: string; sha: string | undefined }> {
  const { data } = await octokit.repos.getContent({ ...versions, ref });
  if (!('content' in data)) throw new Error('not a file');
  return { text: Buffer.from(data.content, 'base64').toString(), sha: data.sha };
}

interface Writing {
  readonly branch?: string;
  readonly sha?: string | undefined;
  readonly path?: string;
}

function write(octokit: Octokit, text: string, { branch, sha, path }: Writing = {}) {
  return octokit.repos.createOrUpdateFileContents({
    ...versions,
    message: 'Versions',
    content: Buffer.from(text).toString('base64'),
    ...(branch === undefined ? {} : { branch }),
    ...(sha === undefined ? {} : { sha }),
    ...(path === undefined ? {} : { path }),
  });
}

async function branch(octokit: Octokit, name: string): Promise<void> {
  const { data } = await octokit.repos.getBranch({ ...inLibrary, branch: 'main' });
  await octokit.git.createRef({ ...inLibrary, ref: `refs/heads/${name}`, sha: data.commit.sha });
}
