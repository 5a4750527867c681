import { expect, test } from 'vitest';

import { completedRun, inLibrary, start } from '../started.ts';

const look = async (url: string): Promise<{ status: number; type: string | null; text: string }> => {
  const response = await fetch(url);
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

test('the page of an actions run shows its jobs and artifacts, which can be downloaded', async () => {
  const { simulator, octokit } = await start();
  const id = await completedRun(simulator, octokit);
  const { data: run } = await octokit.actions.getWorkflowRun({ ...inLibrary, run_id: id });
  const { data } = await octokit.actions.listJobsForWorkflowRun({ ...inLibrary, run_id: id });
  const page = await look(run.html_url);
  expect([page.status, page.type]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.text).toContain('library-artifacts');
  expect((await look(data.jobs[0]?.html_url ?? '')).status).toBe(200);
  const link = /href="([^"]+\/artifacts\/\d+)"/.exec(page.text)?.[1] ?? '';
  expect((await look(link)).type).toBe('application/zip');
});

test('the page of a release lists its files with sizes, digests and links that work', async () => {
  const { simulator, octokit } = await start();
  const { data: release } = await octokit.repos.createRelease({
    ...inLibrary,
    tag_name: 'v1.0.0+build/1',
    body: 'Notes',
  });
  const { data: asset } = await octokit.repos.uploadReleaseAsset({
    ...inLibrary,
    release_id: release.id,
    url: release.upload_url,
    name: 'library.txt',
    data: 'hello',
  });
  const page = await look(release.html_url);
  expect(page.text).toContain('Notes');
  expect(page.text).toContain(asset.digest ?? 'no digest');
  const link = /href="([^"]+\/library\.txt)"/.exec(page.text)?.[1] ?? '';
  expect(link).toBe(asset.browser_download_url);
  expect((await look(link)).text).toBe('hello');
  expect(simulator.releases('acme/library')[0]?.url).toBe(release.html_url);
});

test('the page of a repository leads to its releases and runs', async () => {
  const { simulator, octokit } = await start();
  const id = await completedRun(simulator, octokit);
  await simulator.publishRelease('acme/library', { tag: 'v1.0.0' });
  const { data } = await octokit.repos.get(inLibrary);
  const page = await look(data.html_url);
  expect(page.text).toContain(`/acme/library/actions/runs/${id}`);
  expect(page.text).toContain('/acme/library/releases/tag/v1.0.0');
});

test('what is shown is escaped', async () => {
  const { simulator } = await start();
  const { id } = await simulator.publishRelease('acme/library', {
    tag: 'v1',
    name: '<script>alert(1)</script>',
    body: '<img src=x onerror="alert(2)"> & more',
  });
  const [release] = simulator.releases('acme/library');
  expect(release?.id).toBe(id);
  const { text } = await look(release?.url ?? '');
  expect(text).not.toMatch(/<script>|<img/);
  expect(text).toContain('&lt;img src=x onerror=&quot;alert(2)&quot;&gt; &amp; more');
});

test('a page that is nowhere is a 404 that leads to all repositories, and no violation', async () => {
  const { simulator } = await start();
  const ask = (path: string) => fetch(simulator.url + path, { headers: { accept: 'text/html' } });
  for (const path of ['/acme/nope', '/acme/library/releases/tag/v9', '/acme/library/actions/runs/1', '/favicon.ico']) {
    expect((await ask(path)).status).toBe(404);
  }
  const index = await ask('/');
  expect([index.status, await index.text()]).toEqual([200, expect.stringContaining('href="/acme/library"')]);
  expect(simulator.requests()).toEqual([]);
});
