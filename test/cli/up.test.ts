import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../engine/folders.ts';
import { runCli, spawnCli } from '../support/run-cli.ts';

const minimal = fileURLToPath(new URL('../../examples/minimal', import.meta.url));
const ready = { CASCADE_CHAINS: minimal, CASCADE_GITHUB_TOKEN: 'a-token', CASCADE_API_PORT: '0' };

describe('cascade up', { timeout: 120_000 }, () => {
  test('starts everything, is found by other commands, and leaves nothing behind at ctrl-C', async () => {
    const cwd = await temporaryFolder();
    const child = spawnCli(['up'], { cwd, env: ready });
    onTestFinished(() => void child.kill('SIGKILL'));
    const log = text(child.stderr);
    const closed = once(child, 'close');
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line);
      if (line === 'Ctrl-C ends it.') break;
    }
    const [, api = ''] = / {2}API +(\S+)/.exec(lines.join('\n')) ?? [];
    const [, temporal = ''] = / {2}Temporal +(\S+)/.exec(lines.join('\n')) ?? [];
    expect(lines[0]).toBe('Cascade is up: acme');
    expect((await fetch(`${api}/healthz`)).status).toBe(200);
    expect((await runCli(['status'], { cwd })).stdout).toMatch(/^No trains yet/);
    child.kill('SIGINT');
    expect(await closed).toEqual([130, null]);
    for (const line of (await log).trim().split('\n')) expect(() => JSON.parse(line) as unknown).not.toThrow();
    await expect(fetch(`${api}/healthz`)).rejects.toThrow();
    await expect(fetch(`http://${temporal}`)).rejects.toThrow('fetch failed');
    await expect(readFile(join(cwd, '.cascade', 'up.json'))).rejects.toThrow('ENOENT');
  });

  test('says that no token is set', async () => {
    const { status, stdout, stderr } = await runCli(['up', '--in-memory'], {
      cwd: await temporaryFolder(),
      env: { CASCADE_CHAINS: minimal },
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('No token for GitHub: set CASCADE_GITHUB_TOKEN');
  });

  test('says that the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { status, stderr } = await runCli(['up', '--in-memory'], {
      cwd: await temporaryFolder(),
      env: { ...ready, CASCADE_API_PORT: String(port) },
    });
    expect(status).toBe(2);
    expect(stderr).toContain(`The API can't listen on 127.0.0.1:${port}: the port is taken.`);
  });

  test('says that there is no chain', async () => {
    const { status, stderr } = await runCli(['up'], { cwd: await temporaryFolder() });
    expect(status).toBe(2);
    expect(stderr).toContain('cascade.yml:1:1: cannot be read');
  });

  test('that was killed leaves an address behind, and commands say so', async () => {
    const cwd = await temporaryFolder();
    await mkdir(join(cwd, '.cascade'));
    const record = { address: '127.0.0.1:1', namespace: 'default', apiUrl: 'http://127.0.0.1:1', uiUrl: null };
    await writeFile(join(cwd, '.cascade', 'up.json'), JSON.stringify(record));
    const { status, stderr } = await runCli(['status'], { cwd });
    expect(status).toBe(3);
    expect(stderr).toContain('It seems to have ended without tidying up: start it again.');
  });
});
