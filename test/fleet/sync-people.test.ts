import { expect, test } from 'vitest';
import { needsPerson } from '../../src/app/fleet/sync-fleet.ts';
import { app, asApp } from '../github/support/app.ts';
import { BUILD, CI, ENGINE, generated, holding, rendered, repository, startFleet } from './support/synced.ts';

const [OLD, NEW] = [generated(CI, 'old'), generated(CI, 'new')];
const DIRTY = `${OLD.text}# a line of a person\n`;

test('a file that a person changed, or wrote, is left and named, and the rest goes on', async () => {
  const { github, sync } = await startFleet([repository({ [CI]: DIRTY, [BUILD]: 'name: mine\n' })]);
  const docs = generated('.github/workflows/docs.yml', 'docs');
  const wanted = [rendered([NEW, generated(BUILD, 'build'), docs])];
  const [synced] = await sync(wanted);
  expect(synced).toMatchObject({
    outcome: 'opened',
    files: [
      { path: CI, action: 'leave', why: expect.stringContaining('changed by hand since it was generated') as string },
      { path: BUILD, action: 'leave', why: expect.stringContaining('cascade fleet adopt') as string },
      { path: docs.path, action: 'write' },
    ],
  });
  expect(synced && needsPerson(synced)).toBe(true);
  expect((await github.fileAt(ENGINE, CI, 'cascade/fleet'))?.text).toBe(DIRTY);
  const [pull] = await github.pullRequests(ENGINE, 'cascade/fleet');
  expect(pull?.body).toContain('Left as they are:');
});

test('--take takes over a file whoever wrote it, and only that one', async () => {
  const { github, sync } = await startFleet([repository({ [CI]: DIRTY, [BUILD]: 'name: mine\n' })]);
  const build = generated(BUILD, 'build');
  expect(await sync([rendered([NEW, build])], { taken: [BUILD] })).toMatchObject([
    {
      files: [
        { path: CI, action: 'leave' },
        { path: BUILD, action: 'write' },
      ],
    },
  ]);
  expect(await sync([rendered([NEW, build])], { taken: [BUILD, CI] })).toMatchObject([{ outcome: 'updated' }]);
  expect((await github.fileAt(ENGINE, CI, 'cascade/fleet'))?.text).toBe(NEW.text);
  await expect(sync([rendered([NEW])], { taken: ['ci.yml'] })).rejects.toThrow('nothing is generated at ci.yml');
});

test('what was taken over stays proposed by a sync that does not say so again, until the pull request is closed', async () => {
  const { github, simulator, sync } = await startFleet([repository({ [CI]: DIRTY, [BUILD]: 'name: mine\n' })]);
  const wanted = [rendered([NEW, generated(BUILD, 'build')])];
  await sync(wanted, { taken: [BUILD] });
  expect(await sync(wanted)).toMatchObject([
    { outcome: 'proposed', files: [{ action: 'leave' }, { action: 'write' }] },
  ]);
  await simulator.push('acme/engine', { files: { 'src/lib.rs': '' } });
  expect(await sync(wanted)).toMatchObject([{ outcome: 'updated' }]);
  expect(await sync(wanted)).toMatchObject([{ outcome: 'proposed' }]);
  expect((await github.fileAt(ENGINE, BUILD, 'cascade/fleet'))?.text).toContain('name: build');
  await github.closePullRequest(ENGINE, 1, 'No.');
  expect(await sync(wanted)).toMatchObject([
    { outcome: 'in order', files: [{ action: 'leave' }, { action: 'leave' }] },
  ]);
});

test('a pull request is closed with what is left to people, where that is all that is left', async () => {
  const { simulator, sync } = await startFleet([repository({ [CI]: DIRTY, ...holding(generated(BUILD, 'old')) })]);
  const build = generated(BUILD, 'build');
  expect(await sync([rendered([NEW, build])])).toMatchObject([{ outcome: 'opened' }]);
  await simulator.push('acme/engine', { files: holding(build) });
  expect(await sync([rendered([NEW, build])])).toMatchObject([{ outcome: 'closed' }]);
  const closing = simulator.requests().findLast(({ operation }) => operation === 'pulls/update');
  expect(JSON.stringify(closing?.body)).toMatch(/A person has to look at:.+ci\.yml` was changed by hand/);
  expect(JSON.stringify(closing?.body)).not.toContain('has all of this by now');
});

test('a file that is marked as owned is nobody’s business, taken or not', async () => {
  const { sync, writes } = await startFleet([repository({ [CI]: 'name: mine\n' })]);
  const [synced] = await sync([rendered([NEW], { owned: [CI] })], { taken: [CI] });
  expect(synced).toMatchObject({ outcome: 'in order', files: [] });
  expect(writes()).toEqual([]);
});

test('what is generated no longer goes only if nobody changed it; other files are never touched', async () => {
  const script = { path: 'actions/setup/run.mjs', text: 'export {};\n' };
  const kept = { [CI]: DIRTY, '.github/workflows/own.yml': 'name: own\n', [script.path]: script.text };
  const { github, sync } = await startFleet([repository({ ...kept, ...holding(generated(BUILD, 'build')) })]);
  expect(await sync([rendered([])])).toMatchObject([
    {
      outcome: 'opened',
      files: [
        { path: CI, action: 'leave' },
        { path: BUILD, action: 'remove' },
      ],
    },
  ]);
  const files = await github.files(ENGINE, (await github.commit(ENGINE, 'heads/cascade/fleet')) ?? '');
  expect([...(files?.keys() ?? [])].sort()).toEqual(['README.md', ...Object.keys(kept)].sort());
});

test('line ends that git changed on a checkout of Windows make no file a person’s', async () => {
  const { sync } = await startFleet([repository({ [CI]: OLD.text.replaceAll('\n', '\r\n') })]);
  expect(await sync([rendered([NEW])])).toMatchObject([{ files: [{ action: 'write', why: 'is out of date' }] }]);
});

test('what can’t be written to is skipped with the reason, and the others go on', async () => {
  const archived = repository(holding(OLD), { owner: 'acme', name: 'old', archived: true });
  const { sync, github } = await startFleet([archived, repository(holding(OLD))]);
  const synced = await sync([
    rendered([NEW], { name: 'old' }),
    rendered([NEW], { name: 'nowhere' }),
    rendered([NEW]),
    rendered([NEW], { owner: 'other' }),
  ]);
  expect(synced.map(({ outcome, why }) => [outcome, why])).toEqual([
    ['skipped', expect.stringContaining('archived')],
    ['skipped', expect.stringContaining('GitHub answered 404')],
    ['opened', ''],
    ['skipped', expect.stringContaining('in other/engine')],
  ]);
  expect(await github.pullRequests(ENGINE, 'cascade/fleet')).toHaveLength(1);
  expect(await sync([rendered([NEW], { branch: 'stable' })])).toMatchObject([
    { outcome: 'skipped', why: expect.stringContaining('has no branch stable') as string },
  ]);
});

test('an App without a permission is told which, before anything is pushed', async () => {
  const contents = { metadata: 'read', contents: 'write', pull_requests: 'write' } as const;
  const { simulator, sync, state } = await startFleet([repository(holding(OLD))], {
    app: app({ installations: [{ id: 70, account: 'acme', permissions: contents }] }),
  });
  const before = await state();
  const [synced] = await sync([rendered([NEW])], { github: asApp(simulator.url) });
  expect(synced).toMatchObject({ outcome: 'skipped', why: expect.stringContaining('Workflows: write') as string });
  expect(await state()).toEqual(before);
});

test('with its three permissions an App does all of it', async () => {
  const all = { metadata: 'read', contents: 'write', pull_requests: 'write', workflows: 'write' } as const;
  const { simulator, sync } = await startFleet([repository(holding(OLD))], {
    app: app({ installations: [{ id: 70, account: 'acme', permissions: all }] }),
  });
  const github = asApp(simulator.url);
  expect(await sync([rendered([NEW])], { github })).toMatchObject([{ outcome: 'opened' }]);
  await simulator.push('acme/engine', { files: holding(NEW) });
  expect(await sync([rendered([NEW])], { github })).toMatchObject([{ outcome: 'closed' }]);
});

test('a repository that was renamed is found under its new name', async () => {
  const { simulator, sync, github } = await startFleet([repository(holding(OLD))]);
  simulator.rename('acme/engine', 'acme/motor');
  expect(await sync([rendered([NEW])])).toMatchObject([{ outcome: 'opened' }]);
  expect(await github.pullRequests({ owner: 'acme', name: 'motor' }, 'cascade/fleet')).toHaveLength(1);
});
