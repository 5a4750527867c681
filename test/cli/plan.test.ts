import { describe, expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';

const minimal = { env: { CASCADE_CHAINS: 'examples/minimal' } };
const all = { env: { CASCADE_CHAINS: 'examples' } };

test('the plan of a release shows every build, what it waits for and what it yields', async () => {
  expect(await runCli(['plan', 'release', 'v1.4.0'], minimal)).toEqual({
    status: 0,
    stdout: `\
acme/release/v1.4.0: 2 builds, 3 artifacts
  1  handbook  acme/handbook  at once: nothing to build, its kind is docs
  2  engine    acme/engine    after handbook: built, yields engine-v1.4.0.tar.gz
  3  app       acme/app       after engine: built, yields app-v1.4.0-linux.tar.gz, app-v1.4.0-windows.zip
The release is published in acme/app.
Nothing was started.
`,
    stderr: '',
  });
});

test('the plan of a push shows what is left out, and why', async () => {
  const { status, stdout } = await runCli(['plan', 'push', 'app'], minimal);
  expect(status).toBe(0);
  expect(stdout.replace(/\d{8}T\d{6}\.\d{3}Z/, 'NOW')).toBe(`\
acme/cascade/app/NOW: 1 build, 2 artifacts
  1  app       acme/app       at once: built, yields app-{version}-linux.tar.gz, app-{version}-windows.zip
  –  handbook  acme/handbook  does not depend on app
  –  engine    acme/engine    does not depend on app
Nothing is published.
Nothing was started.
`);
});

test('the plan of a nightly leaves open what only its commits say', async () => {
  const { status, stdout } = await runCli(['plan', 'nightly'], minimal);
  expect(status).toBe(0);
  expect(stdout).toMatch(/^acme\/nightly\/\d{4}-\d\d-\d\d: 2 builds, 3 artifacts\n/);
  expect(stdout).toContain('built, yields engine-{version}.tar.gz\n');
  expect(stdout).toContain('The release is published in acme/app.\n');
});

test('programs get the plan as JSON', async () => {
  const { stdout } = await runCli(['plan', 'release', 'v1.4.0', '--json'], minimal);
  expect(JSON.parse(stdout)).toMatchObject({
    train: 'acme/release/v1.4.0',
    builds: [
      { alias: 'handbook', turn: 1, work: 'nothing', artifacts: [] },
      { alias: 'engine', turn: 2, work: 'build', needs: ['handbook'] },
      { alias: 'app', turn: 3, work: 'build', needs: ['engine'] },
    ],
    skipped: [],
    publishedIn: 'acme/app',
  });
});

test('a chosen parameter narrows what is yielded', async () => {
  const words = ['plan', 'release', 'v1.4.0', '--chain', 'btcdecoded', '--param', 'platform=linux-aarch64', '--json'];
  const { stdout } = await runCli(words, all);
  expect(stdout).toContain('blvm-v1.4.0-linux-aarch64.tar.gz');
  expect(stdout).not.toContain('x86_64.tar.gz');
});

describe('what can not be planned is refused with status 2', () => {
  test.each([
    ['a version that is none', ['release', 'one'], 'version: "one" is no version; write it as v1.4.0 or 1.4.0-rc.1'],
    ['an unknown repository', ['push', 'motor'], 'chain acme has no repository "motor"; it has handbook, engine, app'],
    ['an unknown chain', ['push', 'app', '--chain', 'acne'], 'No chain is called "acne"; did you mean "acme"?'],
    ['an unknown parameter', ['release', 'v1.0.0', '--param', 'os=linux'], 'chain acme has no parameter "os"'],
    ['a parameter without a value', ['release', 'v1.0.0', '--param', 'os'], 'Write it as NAME=VALUE'],
    ['a version that is missing', ['release'], "missing required argument 'version'"],
  ])('%s', async (_, words, message) => {
    const { status, stdout, stderr } = await runCli(['plan', ...words], minimal);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  test('one of several chains, where none is named', async () => {
    const { status, stderr } = await runCli(['plan', 'push', 'app'], all);
    expect(status).toBe(2);
    expect(stderr).toBe('Which chain? Name one by --chain: btcdecoded, acme, opensearch, three-crates.\n');
  });
});
