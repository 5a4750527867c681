import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The real gpg, with keys of its own in a folder that is removed in the end. */
export interface Gpg extends AsyncDisposable {
  /** Runs it; the answer is what it wrote to its standard output. */
  run(...args: readonly string[]): Promise<string>;
  /** Makes a key, and returns its fingerprint. */
  makeKey(userId: string, options?: KeyOptions): Promise<string>;
  importKey(armoured: string): Promise<void>;
  /** By the certificate that gpg makes with every key. */
  revoke(fingerprint: string): Promise<void>;
  exportPublic(id: string, ...options: readonly string[]): Promise<string>;
  exportSecret(id: string, passphrase?: string): Promise<string>;
  /** An armoured detached signature that it makes itself. */
  sign(id: string, content: string, ...options: readonly string[]): Promise<string>;
  /** The text as it signs it in clear. */
  clearSign(id: string, text: string): Promise<string>;
  /** What it says of a signature: its status lines. Rejects where the signature is not good. */
  verify(content: string, signature: string): Promise<string>;
}

interface KeyOptions {
  readonly algorithm?: 'ed25519' | 'rsa3072' | 'cv25519';
  readonly usage?: 'sign' | 'cert' | 'encr';
  readonly expires?: string;
  readonly passphrase?: string;
  /** As if it were made at that time: `YYYYMMDDThhmmss`. */
  readonly at?: string;
}

/** A gpg without any key. Its folder has a short path, because that of its agent's socket is limited. */
export async function makeGpg(): Promise<Gpg> {
  const home = await mkdtemp(join(tmpdir(), 'g'));
  // Passphrases are stretched for a second or so by default, in each direction.
  await writeFile(join(home, 'gpg-agent.conf'), 's2k-count 65536\n');
  const environment = { ...process.env, GNUPGHOME: home, LC_ALL: 'C' };
  const gpg = async (...args: readonly string[]) => {
    const { stdout } = await run('gpg', ['--batch', '--yes', '--quiet', '--pinentry-mode', 'loopback', ...args], {
      env: environment,
    });
    return stdout;
  };
  const file = async (name: string, content: string) => {
    const path = join(home, name);
    await writeFile(path, content);
    return path;
  };
  return {
    run: gpg,

    async makeKey(userId, { algorithm = 'ed25519', usage = 'sign', expires = '0', passphrase = '', at } = {}) {
      const time = at === undefined ? [] : ['--faked-system-time', at];
      const made = await gpg(
        ...[...time, '--status-fd', '1', '--passphrase', passphrase],
        ...['--quick-gen-key', userId, algorithm, usage, expires],
      );
      return /KEY_CREATED \S ([0-9A-F]+)/.exec(made)?.[1] ?? '';
    },

    async importKey(armoured) {
      await gpg('--import', await file('key.asc', armoured));
    },

    async revoke(fingerprint) {
      const certificate = await readFile(join(home, 'openpgp-revocs.d', `${fingerprint}.rev`), 'utf8');
      // gpg puts a colon before it, so that nobody imports it by mistake.
      await gpg('--import', await file('revocation.asc', certificate.replace(':-----BEGIN', '-----BEGIN')));
    },

    exportPublic: (id, ...options) => gpg('--armor', ...options, '--export', id),

    exportSecret: (id, passphrase = '') => gpg('--armor', '--passphrase', passphrase, '--export-secret-keys', id),

    sign: async (id, content, ...options) =>
      gpg(...options, '--armor', '--local-user', id, '--output', '-', '--detach-sign', await file('content', content)),

    clearSign: async (id, text) => gpg('--local-user', id, '--output', '-', '--clear-sign', await file('text', text)),

    verify: async (content, signature) =>
      gpg('--status-fd', '1', '--verify', await file('content.asc', signature), await file('content', content)),

    async [Symbol.asyncDispose]() {
      await run('gpgconf', ['--kill', 'all'], { env: environment });
      await rm(home, { recursive: true, force: true });
    },
  };
}
