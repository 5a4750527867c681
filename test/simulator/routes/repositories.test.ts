import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { refusal } from '../refusal.ts';
import { buildWorkflow, inLibrary, library, start } from '../started.ts';

test('a repository is found whatever the case of its name', async () => {
  const { octokit } = await start({ repositories: [library({ defaultBranch: 'develop' })] });
  const { data } = await octokit.repos.get({ owner: 'ACME', repo: 'Library' });
  expect(data).toMatchObject({ full_name: 'acme/library', default_branch: 'develop' });
  expect((await refusal(octokit.repos.get({ owner: 'acme', repo: 'nope' }))).status).toBe(404);
});

test('the user behind a token can be asked', async () => {
  const { octokit } = await start();
  expect((await octokit.users.getAuthenticated()).data.login).toBe('acme-bot');
});

test('files can be read, the actions workflow files among them, which are YAML', async () => {
  const { octokit } = await start({ repositories: [library({ files: { 'docs/ä.md': 'Grüße' } })] });
  const read = async (path: string) => {
    const { data } = await octokit.repos.getContent({ ...inLibrary, path, ref: 'main' });
    return 'content' in data ? Buffer.from(data.content, 'base64').toString() : '';
  };
  expect(await read('docs/ä.md')).toBe('Grüße');
  expect(parse(await read('.github/workflows/build.yml'))).toMatchObject({
    name: 'Build',
    'run-name': 'Build ${{ inputs.cascade || github.event.client_payload.cascade.marker }}',
    on: {
      workflow_dispatch: { inputs: { cascade: { type: 'string' }, version: { type: 'string' } } },
      repository_dispatch: { types: ['build-chain'] },
    },
    jobs: { build: { 'runs-on': 'ubuntu-latest' } },
  });
});

test('a file can be read as it is, and an actions workflow shows what a checker looks for', async () => {
  const workflow = buildWorkflow({
    concurrency: { group: 'build-${{ github.ref_name }}', cancelInProgress: true },
    on: { push: { branches: ['main'] }, release: { types: ['published'] } },
    jobs: [
      { name: 'build', seconds: 0, labels: ['self-hosted', 'linux'] },
      { name: 'publish', seconds: 0, needs: ['build'], conclusion: 'skipped' },
    ],
  });
  const { octokit } = await start({ repositories: [library({ workflows: [workflow] })] });
  const file = { ...inLibrary, path: '.github/workflows/build.yml', mediaType: { format: 'raw' } };
  const { data, headers } = await octokit.repos.getContent(file);
  expect(headers['content-type']).toBe('application/vnd.github.raw+json; charset=utf-8');
  // Octokit's types know only the JSON of a file.
  const text: unknown = data;
  expect(parse(String(text))).toMatchObject({
    on: { push: { branches: ['main'] }, release: { types: ['published'] } },
    concurrency: { group: 'build-${{ github.ref_name }}', 'cancel-in-progress': true },
    jobs: {
      build: { 'runs-on': ['self-hosted', 'linux'] },
      publish: { needs: ['build'], if: '${{ false }}', 'runs-on': 'ubuntu-latest' },
    },
  });
});

test('a file that is read as it is and has not changed is not sent again', async () => {
  const { octokit } = await start({ repositories: [library({ files: { 'a.md': 'a', 'b.md': 'b' } })] });
  const raw = (path: string, etag = '') => {
    const headers = { accept: 'application/vnd.github.raw+json', 'if-none-match': etag };
    return octokit.repos.getContent({ ...inLibrary, path, headers });
  };
  const { headers } = await raw('a.md');
  expect((await refusal(raw('a.md', headers.etag))).status).toBe(304);
  expect((await raw('b.md', headers.etag)).data).toBe('b');
});

test('a folder lists its files', async () => {
  const { octokit } = await start();
  const { data } = await octokit.repos.getContent({ ...inLibrary, path: '.github/workflows' });
  expect(data).toMatchObject([{ name: 'build.yml', type: 'file' }]);
});

test('a file that is nowhere, or at a ref that is nowhere, is not found', async () => {
  const { octokit } = await start();
  expect((await refusal(octokit.repos.getContent({ ...inLibrary, path: 'nope.md' }))).status).toBe(404);
  const elsewhere = { ...inLibrary, path: '.github/workflows/build.yml', ref: 'nope' };
  expect((await refusal(octokit.repos.getContent(elsewhere))).status).toBe(404);
});

test('actions workflows are listed and found by id and by file name', async () => {
  const { octokit } = await start();
  const { data } = await octokit.actions.listRepoWorkflows(inLibrary);
  const byName = await octokit.actions.getWorkflow({ ...inLibrary, workflow_id: 'build.yml' });
  const byId = await octokit.actions.getWorkflow({ ...inLibrary, workflow_id: byName.data.id });
  expect(data.workflows).toEqual([byName.data]);
  expect(byId.data).toMatchObject({ path: '.github/workflows/build.yml', state: 'active' });
});
