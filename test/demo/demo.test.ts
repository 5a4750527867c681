import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '../engine/folders.ts';
import { type CliResult, runCli, spawnCli } from '../support/run-cli.ts';

describe('cascade demo', { timeout: 120_000 }, () => {
  test('makes a release of the whole chain, checks it, and leaves nothing behind', async () => {
    const { status, stdout, stderr } = await demo();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/@ada publishes v1\.4\.0 in BTCDecoded\/blvm-consensus; the webhook starts a train/);
    expect(stdout).toMatch(/Release Bitcoin Commons v1\.4\.0: 22 files/);
    expect(stdout).toMatch(/SHA256SUMS +1\.8 KB {2}[0-9a-f]{64}\n/);
    expect(stdout).toMatch(/bitcoin-commons-v1\.4\.0\.tar\.gz .* {2}[0-9a-f]{64}\n/);
    expect(stdout).toContain('and `sha256sum --check` agrees');
    expect(stdout).toContain('manifest.json and SHA256SUMS are signed, and `gpg --verify` agrees');
    expect(stdout).toMatch(/critical path +\d+\.\d s {2}.*blvm/);
    expect(stdout).toMatch(/ 3 {2}actions\/create-workflow-dispatch +build/);
    expect(stdout).toContain('the webhook of our own release was answered with 202, and started nothing');
    expect(stdout).toMatch(/release {2}http:\/\/127\.0\.0\.1:\d+\/BTCDecoded\/blvm\/releases\/tag\/v1\.4\.0/);
    expect(stdout).toContain('Everything came out as it must.');
  });

  test('blocks what depends on a build that fails, builds the rest, publishes nothing, and ends with status 1', async () => {
    const { status, stdout } = await demo('--fail', 'blvm-protocol');
    expect(status).toBe(1);
    expect(stdout).toMatch(/✖ {2}blvm-protocol .*ended in failure/);
    expect(stdout).toMatch(/■ {2}blvm-node .*blocked by blvm-protocol/);
    expect(stdout).toMatch(/✔ {2}blvm-commons .*built by actions run/);
    expect(stdout).toContain('✔  nothing was published');
    expect(stdout).toContain('The train failed, as asked, because of blvm-protocol');
    expect(stdout).not.toMatch(/✖ {2}(?!blvm-protocol)/);
  });

  test('carries a push downstream, the repository itself first, and publishes nothing', async () => {
    const { status, stdout } = await demo('--push', 'blvm-node');
    expect(status).toBe(0);
    expect(stdout).toMatch(/@ada pushes [0-9a-f]{7} to BTCDecoded\/blvm-node/);
    const built = [...stdout.matchAll(/ s {2}(\S+) +succeeded in/g)].map(([, alias]) => alias);
    expect(built).toEqual(['blvm-node', 'blvm']);
    expect(stdout).toMatch(/– {2}blvm-sdk .*does not depend on blvm-node/);
    expect(stdout).toContain('✔  nothing was published');
  });

  test.each([
    ['while it starts', 'A release of btcdecoded'],
    ['while it builds', 'running: '],
  ])('ends with status 130 and leaves nothing behind at ctrl-C %s', async (_, moment) => {
    const folder = await temporaryFolder();
    const child = spawnCli(['demo', '--build-seconds', '5'], { cwd: folder, env: { TMPDIR: folder } });
    onTestFinished(() => void child.kill('SIGKILL'));
    const closed = once(child, 'close');
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line.includes(moment)) break;
    }
    // The first line is written before anything else is begun.
    await vi.waitUntil(async () => (await readdir(folder)).length > 0, { timeout: 10_000, interval: 20 });
    child.stdout.resume();
    // Twice at once, as under npm: the terminal signals the whole group, and npm passes on what it got.
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect(await closed).toEqual([130, null]);
    expect(await readdir(folder)).toEqual([]);
    for (const [address] of lines.join('\n').matchAll(/http:\/\/127\.0\.0\.1:\d+/g)) {
      await expect(fetch(address)).rejects.toThrow('fetch failed');
    }
  });

  test.each([
    [['--fail', 'blvm-protocl'], 'has no repository "blvm-protocl"; did you mean "blvm-protocol"?'],
    [['--push', 'nowhere'], 'It has blvm-spec, blvm-consensus, blvm-protocol'],
    [['--fail', 'blvm-spec'], 'nothing is built in blvm-spec'],
    [
      ['--push', 'blvm-node', '--fail', 'blvm-sdk'],
      'blvm-sdk is not built by this train, which builds blvm-node, blvm',
    ],
    [['--chain', 'nowhere'], 'Allowed choices are btcdecoded, opensearch'],
    [['--build-seconds', '-1'], 'Give seconds above 0'],
  ])('refuses %j with status 2, says what would be right, and starts nothing', async (words, message) => {
    const { status, stdout, stderr } = await runCli(['demo', ...words]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

/** A quick demo in an empty folder that is also the place for temporary files: it must be empty afterwards. */
async function demo(...words: readonly string[]): Promise<CliResult> {
  const folder = await temporaryFolder();
  const result = await runCli(['demo', '--build-seconds', '0.3', ...words], { cwd: folder, env: { TMPDIR: folder } });
  expect(await readdir(folder)).toEqual([]);
  return result;
}
