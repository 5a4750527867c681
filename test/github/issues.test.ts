import { expect, test } from 'vitest';
import { rememberSecret } from '../../src/telemetry/mask.ts';
import { NEEDED, simulatedApp } from './support/app.ts';
import { always, serve } from './support/loopback.ts';
import { LIBRARY, simulated, unpaced } from './support/simulated.ts';

const BROKEN = { title: 'acme is broken', body: 'The build of library failed.' };

/** An issue as GitHub lists it. */
function listed(number: number, more: object = {}): object {
  return { number, html_url: `http://page/${number}`, title: BROKEN.title, body: BROKEN.body, ...more };
}

test('an issue is opened, rewritten, closed and opened again, and only an open one is found', async () => {
  await using gitHub = await simulated();
  const { github } = gitHub;
  const opened = await github.createIssue(LIBRARY, BROKEN);
  expect(opened).toMatchObject({ ...BROKEN, number: 1, url: expect.stringContaining('/issues/1') as unknown });
  expect(await github.openIssues(LIBRARY, 'cascade-bot')).toEqual([opened]);

  const changed = { ...BROKEN, body: 'So did that of the app.' };
  await github.editIssue(LIBRARY, opened.number, { ...changed, open: true });
  expect(await github.openIssues(LIBRARY, 'cascade-bot')).toEqual([{ ...opened, ...changed }]);
  await github.editIssue(LIBRARY, opened.number, { ...changed, open: false });
  expect(await github.openIssues(LIBRARY, 'cascade-bot')).toEqual([]);
  await github.editIssue(LIBRARY, opened.number, { ...changed, open: true });
  expect(await github.openIssues(LIBRARY, 'cascade-bot')).toHaveLength(1);
});

test('issues of others are not ours, and neither are pull requests, which GitHub lists among them', async () => {
  await using gitHub = await simulated();
  await gitHub.github.createIssue(LIBRARY, BROKEN);
  expect(await gitHub.github.openIssues(LIBRARY, 'a-person')).toEqual([]);

  const mixed = [listed(3, { pull_request: { url: 'http://pull/3' } }), listed(2), listed(1, { body: null })];
  await using server = await serve(always(200, {}, mixed));
  expect(await unpaced(server.url).openIssues(LIBRARY, 'cascade-bot')).toEqual([
    { number: 2, url: 'http://page/2', ...BROKEN },
    { number: 1, url: 'http://page/1', title: BROKEN.title, body: '' },
  ]);
  expect(server.received[0]?.path).toContain('state=open&creator=cascade-bot');
});

test('an issue without a title, and one that is not there, are refused', async () => {
  await using gitHub = await simulated();
  const { github } = gitHub;
  await expect(github.createIssue(LIBRARY, { title: '', body: '' })).rejects.toMatchObject({
    kind: 'invalid',
    status: 422,
  });
  await expect(github.editIssue(LIBRARY, 99, { ...BROKEN, open: false })).rejects.toMatchObject({
    kind: 'not-found',
    message: expect.stringContaining('Could not edit issue 99 in acme/library') as unknown,
  });
});

test('an App that may read issues only finds them, and is told which permission opening one takes', async () => {
  const permissions = { ...NEEDED, issues: 'read' } as const;
  await using gitHub = await simulatedApp({ installations: [{ id: 70, account: 'acme', permissions }] });
  expect(await gitHub.github.openIssues(LIBRARY, 'cascade[bot]')).toEqual([]);
  const opening = gitHub.github.createIssue(LIBRARY, BROKEN);
  await expect(opening).rejects.toMatchObject({ kind: 'forbidden', status: 403 });
  await expect(opening).rejects.toThrow('Issues: write');
});

test('issues that are turned off are said to be, with where that is changed, and a secret that GitHub repeats is masked', async () => {
  rememberSecret('swordfish-of-the-issue');
  const message = 'Issues has been disabled in this repository (swordfish-of-the-issue)';
  await using server = await serve(always(410, {}, { message }));
  const opening = unpaced(server.url).createIssue(LIBRARY, BROKEN);
  await expect(opening).rejects.toMatchObject({ kind: 'gone', status: 410 });
  await expect(opening).rejects.toThrow(
    'GitHub answered 410 (Issues has been disabled in this repository ([masked])). Turn issues on in the settings',
  );
});
