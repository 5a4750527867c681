import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../config/environment.ts';
import type { Chain } from '../domain/chain.ts';
import { type Verification, verifyRelease } from '../domain/release/verification.ts';
import { releaseTarget } from './release-target.ts';
import { UserError } from './user-error.ts';
import { downloadRelease } from './verify/download-release.ts';
import { readFolder } from './verify/read-folder.ts';

/** Whether a folder of that name is there. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isDirectory() ?? false;
}

/** Verifies the release in a folder, offline. `keys` are files with public keys. */
export async function verifyFolder(folder: string, keys: readonly string[]): Promise<Verification> {
  return verifyRelease(await readFolder(folder, await readKeys(keys), null));
}

/** Downloads the release of that tag from where the chain publishes, and verifies it; nothing of it is kept. */
export async function verifyTag(
  environment: Environment,
  chain: Chain,
  tag: string,
  { keys, signal }: { readonly keys: readonly string[]; readonly signal: AbortSignal },
): Promise<Verification> {
  const { github, target } = releaseTarget(environment, chain);
  const armoured = await readKeys(keys);
  const folder = await mkdtemp(join(tmpdir(), 'cascade-verify-'));
  try {
    const shown = await downloadRelease(github, target, tag, folder, signal);
    return verifyRelease(await readFolder(folder, armoured, shown));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readKeys(paths: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    paths.map(async (path) => {
      const text = await readFile(path, 'utf8').catch(() => null);
      if (text?.includes('-----BEGIN PGP PUBLIC KEY BLOCK-----') === true) return text;
      const check = 'write one by gpg --armor --export NAME';
      throw new UserError(
        `--key: ${path} ${text === null ? 'can not be read' : `is no armoured public key; ${check}`}.`,
      );
    }),
  );
}
