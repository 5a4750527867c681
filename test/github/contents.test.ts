import { expect, test } from 'vitest';
import { always, serve } from './support/loopback.ts';
import { LIBRARY, simulated, unpaced, type SimulatedGitHub } from './support/simulated.ts';

const PATH = 'release/versions.toml';
const OLD = '[library]\nversion = "1.0.0" # gültig\n';
const NEW = '[library]\nversion = "1.1.0" # gültig\n';

async function withBranch(): Promise<SimulatedGitHub> {
  const gitHub = await simulated({ repositories: [{ ...LIBRARY, files: { [PATH]: OLD }, workflows: [] }] });
  const commit = (await gitHub.github.commit(LIBRARY, 'main')) ?? '';
  await gitHub.github.createBranch(LIBRARY, 'bump', commit);
  return gitHub;
}

const change = (previous: string | null) => ({
  path: PATH,
  branch: 'bump',
  text: NEW,
  message: 'Version 1.1.0',
  previous,
});

test('a file of the default branch is its text, and null where there is none', async () => {
  const files = { 'notes/Größe.md': 'Größe: 3\n' };
  await using gitHub = await simulated({ repositories: [{ ...LIBRARY, files, workflows: [] }] });
  expect(await gitHub.github.file(LIBRARY, 'notes/Größe.md')).toBe('Größe: 3\n');
  expect(await gitHub.github.file(LIBRARY, 'notes')).toBeNull();
  expect(await gitHub.github.file(LIBRARY, 'nothing.md')).toBeNull();
});

test('a file is committed to its branch, and to no other', async () => {
  await using gitHub = await withBranch();
  const { github } = gitHub;
  const previous = await github.fileAt(LIBRARY, PATH, 'bump');
  expect(previous?.text).toBe(OLD);
  await github.commitFile(LIBRARY, change(previous?.blob ?? ''));
  expect(await github.fileAt(LIBRARY, PATH, 'bump')).toMatchObject({ text: NEW });
  expect(await github.fileAt(LIBRARY, PATH, 'main')).toEqual(previous);
  expect(await github.compare(LIBRARY, 'main', 'bump')).toMatchObject({ commits: [{ message: 'Version 1.1.0' }] });
});

test('a file that is new is committed without naming a previous one', async () => {
  await using gitHub = await withBranch();
  const { github } = gitHub;
  await github.commitFile(LIBRARY, { ...change(null), path: 'new.toml' });
  expect(await github.fileAt(LIBRARY, 'new.toml', 'bump')).toMatchObject({ text: NEW });
});

test.each([
  ['changed', 'since then', '0'.repeat(40)],
  ['made', 'where none was expected', null],
])('a file that somebody %s %s is a conflict', async (_, __, previous) => {
  await using gitHub = await withBranch();
  const committing = gitHub.github.commitFile(LIBRARY, change(previous));
  await expect(committing).rejects.toMatchObject({ name: 'GitHubError', kind: 'conflict' });
  await expect(committing).rejects.toThrow(`Could not commit ${PATH} to bump in acme/library`);
});

test('a file of a branch that is not there is null', async () => {
  await using gitHub = await withBranch();
  expect(await gitHub.github.fileAt(LIBRARY, PATH, 'nothing')).toBeNull();
});

test('a file that is too big for GitHub to give is an error, not an empty text', async () => {
  const big = { type: 'file', size: 2_000_000, encoding: 'none', content: '', sha: 'abc' };
  await using server = await serve(always(200, {}, big));
  await expect(unpaced(server.url).fileAt(LIBRARY, PATH, 'main')).rejects.toThrow('its 2000000 bytes are more than');
});
