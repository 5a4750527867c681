import { expect, onTestFinished, test } from 'vitest';
import { serve } from '../../github/support/loopback.ts';
import { startCascade } from '../../support/cascade.ts';
import { chain, repository } from '../../support/chains.ts';
import { startApi } from '../../support/operators.ts';
import { runCli } from '../../support/run-cli.ts';
import { temporaryFolder } from '../../engine/folders.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const LONG = 180_000;
const CHAIN = `chain: acme
release: { publish_in: app }
repositories:
  app: { repository: acme/app, build: { workflows: [build.yml] }, artifacts: ['app-{version}.tar.gz'] }
`;

test(
  'trains are started, listed and shown through the API, without Temporal being known',
  { timeout: LONG },
  async () => {
    const cascade = await startCascade(chain([repository('app')]));
    const folder = await temporaryFolder();
    const file = join(folder, 'cascade.yml');
    await writeFile(file, CHAIN);
    const env = { CASCADE_CHAINS: file, CASCADE_API_URL: await startApi(cascade), CASCADE_DATA: join(folder, 'data') };
    const run = (...words: readonly string[]) => runCli(words, { env });

    const released = await run('release', 'v7.0.0', '--wait');
    expect(released).toMatchObject({ status: 0, stderr: '' });
    expect(released.stdout).toContain('acme/release/v7.0.0 is started.');
    expect(released.stdout).toContain('published: ');
    const again = await run('release', 'v7.0.0');
    expect(again).toMatchObject({ status: 2, stdout: '' });
    expect(again.stderr).toContain('Train acme/release/v7.0.0 has succeeded, and is not repeated');

    await expect.poll(async () => (await run('status', '--json')).stdout, { timeout: 60_000 }).toContain('v7.0.0');
    const shown = await run('status', 'acme/release/v7.0.0', '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({ train: 'acme/release/v7.0.0', execution: 'completed' });
    expect(await run('status', 'acme/release/v0.0.1')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'No train has the id acme/release/v0.0.1: `cascade status` lists those that there are.\n',
    });
  },
);

/** Something that answers every request so. */
async function answering(status: number, body: string): Promise<string> {
  const server = await serve((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server.url;
}

const problem = (code: string, detail: string) =>
  JSON.stringify({ type: `urn:cascade:problem:${code}`, title: '', status: 0, detail, instance: '', problems: [] });

test.each([
  [401, problem('unauthenticated', 'The token is unknown.'), 2, /refuses: The token is unknown\. .*CASCADE_TOKEN/],
  [403, problem('forbidden', 'The token may only read.'), 2, /refuses: The token may only read\./],
  [503, problem('temporal-unavailable', 'No Temporal.'), 3, /can't do it now: No Temporal\./],
  [502, 'Bad gateway', 3, /with status 502 is no API of Cascade: check CASCADE_API_URL/],
  [200, '{"hello":1}', 3, /is not what an API of this version of Cascade does/],
])('an API that answers %i is understood', { timeout: LONG }, async (status, body, exit, words) => {
  const env = { CASCADE_API_URL: await answering(status, body) };
  const result = await runCli(['pause', 'acme/release/v1.0.0'], { env });
  expect(result).toMatchObject({ status: exit, stdout: '' });
  expect(result.stderr).toMatch(words);
});

test('an API that nobody serves is told with its address', { timeout: LONG }, async () => {
  const env = { CASCADE_API_URL: 'http://127.0.0.1:1' };
  const { status, stderr } = await runCli(['status'], { env });
  expect(status).toBe(3);
  expect(stderr).toMatch(/^Cascade's API can't be reached at http:\/\/127\.0\.0\.1:1 .*check that it runs there/);
});

test('a command that is not in order is refused before anybody is asked', { timeout: LONG }, async () => {
  const env = { CASCADE_API_URL: 'http://127.0.0.1:1' };
  const limits = await runCli(['set-limits', 'acme/release/v1.0.0', '--builds', '5000'], { env });
  expect(limits).toEqual({
    status: 2,
    stdout: '',
    stderr: 'set-limits is refused:\n  builds: must be a whole number from 1 to 1000\n',
  });
});
