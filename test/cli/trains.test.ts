import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { clientOfFile } from '../engine/trains/client-of-file.ts';
import { temporaryFolder } from '../engine/folders.ts';
import { runCli, spawnCli } from '../support/run-cli.ts';

describe('trains by command, on a server without a worker', () => {
  const { client, server } = clientOfFile();
  const environment = () => ({ CASCADE_CHAINS: 'examples/minimal', TEMPORAL_ADDRESS: server().address });
  const cascade = (...words: string[]) => runCli(words, { env: environment() });

  /** What a train was started with. */
  async function inputOf(train: string): Promise<unknown> {
    const history = await client().workflow.getHandle(train).fetchHistory();
    const input = history.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
    return JSON.parse(Buffer.from(input ?? []).toString());
  }

  test('a release is started in the name of the person, and a second one is refused while it runs', async () => {
    const first = await cascade('release', 'v1.0.0');
    expect(first).toEqual({
      status: 0,
      stdout: 'acme/release/v1.0.0 is started.\n  cascade status acme/release/v1.0.0 --watch\n',
      stderr: '',
    });
    expect(await inputOf('acme/release/v1.0.0')).toEqual({
      chain: 'acme',
      version: 'v1.0.0',
      parameters: {},
      trigger: { type: 'manual', by: { type: 'person', name: userInfo().username } },
    });
    const second = await cascade('release', 'v1.0.0');
    expect({ status: second.status, stdout: second.stdout }).toEqual({ status: 2, stdout: '' });
    expect(second.stderr).toBe(
      'acme/release/v1.0.0 is under way already: `cascade status acme/release/v1.0.0` shows it.\n',
    );
  });

  test('a release by a lock and a ref is started at exactly these commits, as a trial', async () => {
    const cwd = await temporaryFolder();
    const place = (name: string) => ({
      repository: `acme/${name}`,
      ref: 'main',
      commit: name.length.toString().repeat(40),
    });
    const repositories = { handbook: place('handbook'), engine: place('engine'), app: place('app') };
    await writeFile(join(cwd, 'cascade.lock'), JSON.stringify({ chain: 'acme', parameters: {}, repositories }));
    const words = ['--lock', join(cwd, 'cascade.lock'), '--ref', 'engine=hotfix', '--dry-run'];
    expect((await cascade('release', 'v6.0.0', ...words)).status).toBe(0);
    expect(await inputOf('acme/release/v6.0.0')).toMatchObject({
      version: 'v6.0.0',
      refs: { handbook: '8'.repeat(40), engine: 'hotfix', app: '3'.repeat(40) },
      dryRun: true,
    });
  });

  test('a lock that does not fit the chain is refused with all that is wrong', async () => {
    const cwd = await temporaryFolder();
    const commit = '0'.repeat(40);
    const repositories = {
      engine: { repository: 'acme/motor', ref: 'main', commit },
      gears: { repository: 'acme/gears', ref: 'main', commit },
    };
    await writeFile(join(cwd, 'other.lock'), JSON.stringify({ chain: 'acne', repositories }));
    const { status, stderr } = await cascade('release', 'v6.1.0', '--lock', join(cwd, 'other.lock'));
    expect(status).toBe(2);
    expect(stderr).toBe(`\
The lock doesn't fit the chain:
  it is of the chain acne, and this is acme
  engine is acme/motor in it, and acme/engine in the chain
  chain acme has no repository "gears"
  handbook is part of a release now, and is not in it
  app is part of a release now, and is not in it
`);
    const none = await cascade('release', 'v6.1.0', '--lock', join(cwd, 'no.lock'));
    expect(none.stderr).toMatch(/^--lock: \S+no\.lock can't be read\. `cascade lock > \S+` writes one\.\n$/);
    await writeFile(join(cwd, 'bad.lock'), '{"chain": 1}');
    const bad = await cascade('release', 'v6.1.0', '--lock', join(cwd, 'bad.lock'));
    expect(bad.stderr).toContain('bad.lock is not in order:\n  chain: must be the name of a chain\n');
  });

  test('a nightly is named by its day, and none is started beside it', async () => {
    const day = new Date().toISOString().slice(0, 10);
    const first = await cascade('nightly', '--force', '--dry-run');
    expect(first.stdout).toContain(`acme/nightly/${day} is started.\n`);
    expect(await inputOf(`acme/nightly/${day}`)).toMatchObject({ chain: 'acme', force: true, dryRun: true });
    const second = await cascade('nightly');
    expect(second.status).toBe(2);
    expect(second.stderr).toContain(`acme/nightly/${day} is under way already`);
  });

  test('a push of a commit has the commit in its id', async () => {
    const { stdout } = await cascade(
      'push',
      'engine',
      '--commit',
      '3f2a91c4d5e6f708192a3b4c5d6e7f8091a2b3c4',
      '--json',
    );
    expect(JSON.parse(stdout)).toEqual({
      train: 'acme/cascade/engine/3f2a91c',
      chain: 'acme',
      kind: 'cascade',
      page: null,
    });
  });

  test('what is wrong is told, and nothing is started', async () => {
    const { status, stderr } = await cascade('push', 'engine', '--commit', 'abcdef1');
    expect(status).toBe(2);
    expect(stderr).toContain('must be a full commit hash of 40 hexadecimal digits');
    expect((await cascade('status', 'acme/cascade/engine/abcdef1')).status).toBe(2);
  });

  test('a train that nobody works on says that no worker answers', async () => {
    await cascade('release', 'v2.0.0');
    const { status, stdout } = await cascade('status', 'acme/release/v2.0.0');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^acme\/release\/v2\.0\.0 is running, but no worker answers: .*`cascade up`/);
    const json = await cascade('status', 'acme/release/v2.0.0', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ train: 'acme/release/v2.0.0', execution: 'running', view: null });
  });

  test('trains are listed with kind, state and times', async () => {
    await cascade('release', 'v3.0.0');
    await expect
      .poll(async () => (await cascade('status')).stdout, { timeout: 30_000 })
      .toMatch(
        /^TRAIN +KIND +STATE +STARTED +TOOK\n(.*\n)*acme\/release\/v3\.0\.0 +release +waiting-for-admission +\d{4}-\d\d-\d\d \d\d:\d\d UTC +\d+\.\d s\n/,
      );
    expect((await cascade('status', '--chain', 'other')).stdout).toMatch(/^No trains yet/);
  });

  test('one that is waited for and ends badly gives status 1', async () => {
    const child = spawnCli(['release', 'v4.0.0', '--wait'], { env: environment() });
    const closed = new Promise((resolve) => child.once('close', resolve));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const started: unknown = (await lines.next()).value;
    expect(started).toBe('acme/release/v4.0.0 is started.');
    await client().workflow.getHandle('acme/release/v4.0.0').terminate('no longer wanted');
    const rest: unknown[] = [];
    for (let line = await lines.next(); line.done !== true; line = await lines.next()) rest.push(line.value);
    expect(rest.at(-1)).toBe('acme/release/v4.0.0 terminated: no longer wanted');
    expect(await closed).toBe(1);
  });

  test('ctrl-C ends the watching with status 130, not the train', async () => {
    await cascade('release', 'v5.0.0');
    const child = spawnCli(['status', 'acme/release/v5.0.0', '--watch'], { env: environment() });
    const closed = new Promise((resolve) => child.once('close', resolve));
    await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
    child.kill('SIGINT');
    expect(await closed).toBe(130);
    expect((await client().workflow.getHandle('acme/release/v5.0.0').describe()).status.name).toBe('RUNNING');
  });

  test('a train of an id that nobody knows is refused', async () => {
    expect(await cascade('status', 'acme/release/v9.9.9')).toEqual({
      status: 2,
      stdout: '',
      stderr: 'No train has the id acme/release/v9.9.9: `cascade status` lists those that there are.\n',
    });
  });
});

describe('without Temporal', () => {
  test('a command says both ways to have one', async () => {
    const cwd = await temporaryFolder();
    const { status, stderr } = await runCli(['status'], { cwd });
    expect(status).toBe(2);
    expect(stderr).toMatch(/TEMPORAL_ADDRESS is not set, .*Start `cascade up` in this folder/);
  });

  test('a configured one that does not answer gives status 3', async () => {
    const { status, stderr } = await runCli(['status'], { env: { TEMPORAL_ADDRESS: '127.0.0.1:1' } });
    expect(status).toBe(3);
    expect(stderr).toMatch(/^Temporal can't be reached at 127\.0\.0\.1:1 .*\n$/);
  });
});
