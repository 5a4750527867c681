import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../engine/folders.ts';
import { runCli } from '../support/run-cli.ts';

const COMMIT = '3f2a91c0000000000000000000000000000000aa';
const REPOSITORY = { full_name: 'acme/engine', default_branch: 'main' };
const PUSH = {
  ref: 'refs/heads/main',
  after: COMMIT,
  deleted: false,
  repository: REPOSITORY,
  sender: { login: 'alice' },
};

async function stored(content: unknown): Promise<string> {
  const file = join(await temporaryFolder(), 'delivery.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const explain = (file: string, ...words: readonly string[]) =>
  runCli(['explain-event', file, '--chains', 'examples/minimal', ...words]);

test('a payload whose event is named is explained, and nothing is needed for it but the chains', async () => {
  expect(await explain(await stored(PUSH), '--event', 'push')).toEqual({
    status: 0,
    stdout:
      'enqueue: engine at 3f2a91c goes into the next cascade of chain acme, asked for by @alice, by a push to main of engine\n',
    stderr: '',
  });
});

test('a delivery says itself which event it is, and programs are told all that would be done', async () => {
  const headers = { 'X-GitHub-Event': 'push', 'X-GitHub-Delivery': 'guid-1' };
  const { status, stdout } = await explain(await stored({ request: { headers, payload: PUSH } }), '--json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    delivery: 'guid-1',
    decisions: [{ type: 'enqueue', chain: 'acme', arrival: { repository: 'engine', commit: COMMIT, line: null } }],
  });
});

test('an event that starts nothing is explained with the reason and its code', async () => {
  const { status, stdout } = await explain(await stored({ action: 'opened' }), '--event', 'pull_request');
  expect([status, stdout]).toEqual([
    0,
    'ignore: a pull request starts nothing, ever: what it merges is pushed (pull-request)\n',
  ]);
});

test.each([
  ['that is not there', () => Promise.resolve('nowhere.json'), /nowhere\.json can't be read: ENOENT/],
  ['of which nobody says what event it is', () => stored(PUSH), /name it by --event/],
  ['that holds something else', () => stored('hello'), /name it by --event/],
])('a file %s is refused with what to do', async (_, file, message) => {
  const { status, stdout, stderr } = await explain(await file());
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});
