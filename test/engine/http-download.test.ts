import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { downloadFile, openDownload } from '../../src/engine/http-download.ts';
import { temporaryFolder } from './folders.ts';
import { closedAddress, serve } from './loopback-vendor.ts';

const DIRECT = { env: {}, signal: undefined };

describe('a download', () => {
  it('goes through the proxy that the environment names', async () => {
    const asked: (string | undefined)[] = [];
    const proxy = await serve((request, response) => {
      asked.push(request.url);
      response.end('from the proxy');
    });
    const response = await openDownload(new URL('http://far.example/archive'), {
      ...DIRECT,
      env: { HTTP_PROXY: proxy },
    });
    expect(await text(response)).toBe('from the proxy');
    expect(asked).toEqual(['http://far.example/archive']);
  });

  it('tells the bytes so far, with no total when the server gives none', async () => {
    const address = await serve((_, response) => {
      response.write('12345');
      response.end('678');
    });
    const file = join(await temporaryFolder(), 'file');
    const told: [number, number | null][] = [];
    await downloadFile(new URL(address), file, { ...DIRECT, received: (...step) => told.push(step) });
    expect(await readFile(file, 'utf8')).toBe('12345678');
    expect(told.at(-1)).toEqual([8, null]);
  });

  it('fails when the connection breaks in the middle', async () => {
    const address = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('a part', () => response.destroy());
    });
    const file = join(await temporaryFolder(), 'file');
    await expect(downloadFile(new URL(address), file, { ...DIRECT, received: () => undefined })).rejects.toThrow(
      'aborted',
    );
  });

  it('names the status of an answer that is not 200, and the host that redirects in circles', async () => {
    const missing = await serve((_, response) => response.writeHead(404).end());
    await expect(openDownload(new URL(missing), DIRECT)).rejects.toThrow(/127\.0\.0\.1:\d+ answered with status 404/);
    const circle = await serve((_, response) => response.writeHead(302, { location: '/again' }).end());
    await expect(openDownload(new URL(circle), DIRECT)).rejects.toThrow('redirects more than 5 times');
  });

  it('fails at once when nobody listens', async () => {
    await expect(openDownload(new URL(await closedAddress()), DIRECT)).rejects.toThrow('ECONNREFUSED');
  });
});
