import { expect, test } from 'vitest';
import { APP, BUILD, CI, ENGINE, generated, holding, rendered, repository, startFleet } from './support/synced.ts';

const [OLD, NEW, NEWER] = [generated(CI, 'old'), generated(CI, 'new'), generated(CI, 'newer')];

test('a repository that drifted gets one pull request with one commit, and its main stays', async () => {
  const old = generated('.github/workflows/nightly.yml', 'nightly');
  const { github, sync } = await startFleet([repository(holding(OLD, old))]);
  const main = await github.commit(ENGINE, 'heads/main');
  const wanted = [rendered([NEW, generated(BUILD, 'build')])];
  const [synced] = await sync(wanted);
  expect(synced).toMatchObject({
    repository: 'acme/engine',
    outcome: 'opened',
    files: [
      { path: CI, action: 'write', why: 'is out of date' },
      { path: BUILD, action: 'write', why: 'is missing' },
      { path: old.path, action: 'remove', why: 'is generated no longer' },
    ],
  });
  const [pull, ...others] = await github.pullRequests(ENGINE, 'cascade/fleet');
  expect(others).toEqual([]);
  expect(pull).toMatchObject({
    url: synced?.pullRequest,
    into: 'main',
    body: expect.stringContaining(BUILD) as string,
  });
  expect(await github.commit(ENGINE, 'heads/main')).toBe(main);
  const head = (await github.commit(ENGINE, 'heads/cascade/fleet')) ?? '';
  expect((await github.gitCommit(ENGINE, head))?.parents).toEqual([main]);
  expect([...((await github.files(ENGINE, head)) ?? [])].map(([path]) => path)).toEqual(['README.md', CI, BUILD]);
  expect((await github.fileAt(ENGINE, CI, head))?.text).toBe(NEW.text);
});

test('what is as it should be, or proposed already, costs no write', async () => {
  const { sync, state, writes } = await startFleet([repository(holding(OLD)), repository(holding(NEW), APP)]);
  const wanted = [rendered([NEW]), rendered([NEW], APP)];
  expect((await sync(wanted)).map(({ outcome }) => outcome)).toEqual(['opened', 'in order']);
  const [before, written] = [await state(), writes().length];
  expect((await sync(wanted)).map(({ outcome }) => outcome)).toEqual(['proposed', 'in order']);
  expect(await state()).toEqual(before);
  expect(writes().length).toBe(written);
});

test('an open pull request is brought to another configuration, and to another head of main', async () => {
  const { github, simulator, sync } = await startFleet([repository(holding(OLD))]);
  const [opened] = await sync([rendered([NEW])]);
  const [updated] = await sync([rendered([NEWER, generated(BUILD, 'build')])]);
  expect(updated).toMatchObject({ outcome: 'updated', pullRequest: opened?.pullRequest });
  const { sha } = await simulator.push('acme/engine', { files: { 'src/lib.rs': '' } });
  expect(await sync([rendered([NEWER])])).toMatchObject([{ outcome: 'updated', pullRequest: opened?.pullRequest }]);
  const head = (await github.commit(ENGINE, 'heads/cascade/fleet')) ?? '';
  expect((await github.gitCommit(ENGINE, head))?.parents).toEqual([sha]);
  expect((await github.fileAt(ENGINE, CI, head))?.text).toBe(NEWER.text);
  const [pull, ...others] = await github.pullRequests(ENGINE, 'cascade/fleet');
  expect(others).toEqual([]);
  expect(pull?.body).not.toContain(BUILD);
});

test('after a merge all is in order, and the next change begins on the branch that was left', async () => {
  const { github, simulator, sync } = await startFleet([repository(holding(OLD))]);
  await sync([rendered([NEW])]);
  const { sha } = simulator.mergePullRequest('acme/engine', 1);
  expect(await sync([rendered([NEW])])).toMatchObject([{ outcome: 'in order', pullRequest: null }]);
  const [next] = await sync([rendered([NEWER])]);
  expect(next).toMatchObject({ outcome: 'opened', pullRequest: expect.stringMatching(/\/pull\/2$/) as string });
  const head = (await github.commit(ENGINE, 'heads/cascade/fleet')) ?? '';
  expect((await github.gitCommit(ENGINE, head))?.parents).toEqual([sha]);
});

test('a pull request whose changes came to main otherwise is closed, and says so', async () => {
  const { github, simulator, sync, writes } = await startFleet([repository(holding(OLD))]);
  await sync([rendered([NEW])]);
  await simulator.push('acme/engine', { files: holding(NEW) });
  expect(await sync([rendered([NEW])], { dryRun: true })).toMatchObject([{ outcome: 'closed' }]);
  expect(await sync([rendered([NEW])])).toMatchObject([
    { outcome: 'closed', pullRequest: expect.any(String) as string },
  ]);
  expect(await github.pullRequests(ENGINE, 'cascade/fleet')).toEqual([]);
  expect(writes().at(-1)).toBe('pulls/update');
  const body = simulator.requests().findLast(({ operation }) => operation === 'pulls/update')?.body;
  expect(JSON.stringify(body)).toContain('main has all of this by now');
  expect(await sync([rendered([NEW])])).toMatchObject([{ outcome: 'in order' }]);
});

test('a branch with commits of others is left as it is', async () => {
  const { simulator, sync, state } = await startFleet([repository(holding(OLD))]);
  await sync([rendered([NEW])]);
  await simulator.push('acme/engine', { branch: 'cascade/fleet', files: { 'README.md': 'Hi\n' }, login: 'jane' });
  const before = await state();
  const why = expect.stringContaining('commits of others') as string;
  expect(await sync([rendered([NEWER])])).toMatchObject([{ outcome: 'skipped', why }]);
  await simulator.push('acme/engine', { files: holding(NEWER) });
  expect(await sync([rendered([NEWER])])).toMatchObject([{ outcome: 'skipped', why }]);
  expect(await state()).toMatchObject([{ fleet: (before as [{ fleet: unknown }])[0].fleet }]);
});

test('a branch of that name that somebody else made is left as it is', async () => {
  const { simulator, sync, writes } = await startFleet([repository(holding(OLD))]);
  await simulator.push('acme/engine', { branch: 'cascade/fleet', message: 'Mine', login: 'jane' });
  expect(await sync([rendered([NEW])])).toMatchObject([{ outcome: 'skipped' }]);
  expect(writes()).toEqual([]);
});

test('the pull request goes into the branch of the member', async () => {
  const { github, simulator, sync } = await startFleet([repository(holding(NEW))]);
  await simulator.push('acme/engine', { branch: 'develop', files: holding(OLD) });
  const wanted = rendered([NEW], { branch: 'develop' });
  expect(await sync([wanted])).toMatchObject([{ outcome: 'opened' }]);
  expect(await github.pullRequests(ENGINE, 'cascade/fleet')).toMatchObject([{ number: 1, into: 'develop' }]);
  await simulator.push('acme/engine', { files: holding(OLD) });
  expect(await sync([rendered([NEW])])).toMatchObject([{ outcome: 'updated' }]);
  expect(await github.pullRequests(ENGINE, 'cascade/fleet')).toMatchObject([{ number: 1, into: 'main' }]);
});

test('a dry run tells the same and writes nothing', async () => {
  const { sync, writes } = await startFleet([repository(holding(OLD)), repository(holding(NEW), APP)]);
  const synced = await sync([rendered([NEW]), rendered([NEW], APP)], { dryRun: true });
  expect(synced.map(({ outcome }) => outcome)).toEqual(['opened', 'in order']);
  expect(writes()).toEqual([]);
});
