import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { StoredToken, TokenStore } from '../../domain/access/token-store.ts';
import { parseTokens, tokensText } from './stored-tokens.ts';

/** The file of tokens can't be used; the message says why and what to do. */
export class TokenFileError extends Error {
  override readonly name = 'TokenFileError' as const;
}

const WRITABLE_BY_OTHERS = 0o022;

/** Tokens in a JSON file, which need not be there yet. It is read again when it changed, so that a revocation counts at once. */
export class TokenFile implements TokenStore {
  readonly #path: string;
  #known: { readonly version: string; readonly tokens: readonly StoredToken[] } | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  async list(): Promise<readonly StoredToken[]> {
    try {
      const version = await this.#version();
      if (version === null) return [];
      if (this.#known?.version !== version) {
        this.#known = { version, tokens: parseTokens(await readFile(this.#path, 'utf8')) };
      }
      return this.#known.tokens;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new TokenFileError(
        `The tokens in ${this.#path} can't be used: ${reason}. Mend the file, or remove it and create the tokens anew.`,
        { cause: error },
      );
    }
  }

  async add(token: StoredToken): Promise<boolean> {
    return this.#change((tokens) => (tokens.some(({ name }) => name === token.name) ? null : [...tokens, token]));
  }

  async remove(name: string): Promise<boolean> {
    return this.#change((tokens) => {
      const others = tokens.filter((token) => token.name !== name);
      return others.length === tokens.length ? null : others;
    });
  }

  /** What changes whenever the file does; `null` where there is none. */
  async #version(): Promise<string | null> {
    const found = await stat(this.#path, { bigint: true }).catch(nullIfMissing);
    if (found === null) return null;
    // Windows tells nothing by these bits.
    if (process.platform !== 'win32' && (Number(found.mode) & WRITABLE_BY_OTHERS) !== 0) {
      throw new Error('others may write to it, and so make themselves tokens; `chmod 600` it');
    }
    return [found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
  }

  /** Replaces the file as a whole, or leaves it. The file that will replace it keeps others from changing it meanwhile. */
  async #change(update: (tokens: readonly StoredToken[]) => readonly StoredToken[] | null): Promise<boolean> {
    await mkdir(dirname(this.#path), { recursive: true });
    const next = `${this.#path}.new`;
    const file = await open(next, 'wx', 0o600).catch((error: unknown) => {
      throw isCode(error, 'EEXIST') ? underWay(next, error) : error;
    });
    let replaced = false;
    try {
      const updated = update(await this.list());
      if (updated === null) return false;
      await file.writeFile(tokensText(updated));
      await file.sync();
      await file.close();
      await rename(next, this.#path);
      replaced = true;
      return true;
    } finally {
      await file.close();
      if (!replaced) await rm(next, { force: true });
    }
  }
}

function underWay(file: string, cause: unknown): TokenFileError {
  return new TokenFileError(
    `Somebody else changes the tokens at this moment: try again. If nobody does, a change was cut off: remove ${file}.`,
    { cause },
  );
}

function nullIfMissing(error: unknown): null {
  if (isCode(error, 'ENOENT')) return null;
  throw error;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
