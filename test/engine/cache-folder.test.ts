import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { defaultCacheFolder } from '../../src/engine/cache-folder.ts';
import { SERVER_VERSION } from '../../src/engine/server-release.ts';

describe.runIf(process.platform === 'linux')('the cache folder on Linux', () => {
  it.each([
    { env: { HOME: '/home/ann' }, folder: '/home/ann/.cache' },
    { env: { HOME: '/home/ann', XDG_CACHE_HOME: '/var/cache/ann' }, folder: '/var/cache/ann' },
    { env: { HOME: '/home/ann', XDG_CACHE_HOME: 'relative' }, folder: '/home/ann/.cache' },
    { env: {}, folder: `${homedir()}/.cache` },
  ])('of $env is in $folder', ({ env, folder }) => {
    expect(defaultCacheFolder(env)).toBe(`${folder}/cascade/temporal/${SERVER_VERSION}`);
  });
});
