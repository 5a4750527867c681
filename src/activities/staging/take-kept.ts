import { createReadStream } from 'node:fs';
import { type StagedFiles, DigestMismatch } from '../../artifacts/staging.ts';
import type { ListedFile } from '../../artifacts/store-contents.ts';
import type { Store } from '../../artifacts/store.ts';
import type { StoredSource } from '../../domain/release/release-file.ts';
import { announced, type Fetched } from './fetch-source.ts';

/**
 * Stages what the store keeps of an artifact or a release's file, which saves the download; `null` where GitHub doesn't
 * say what it is, or not all of it is kept. Each file is hashed anew on its way.
 */
export async function takeKept(store: Store, staged: StagedFiles, from: StoredSource): Promise<Fetched | null> {
  const { digest, size } = announced(from);
  const sha256 = /^sha256:([0-9a-f]{64})$/.exec(digest ?? '')?.[1];
  if (digest === null || size === null || sha256 === undefined) return null;
  const files = await listed(store, from, sha256);
  if (files === null) return null;
  for (const file of files) if (!(await stageKept(store, staged, file.sha256))) return null;
  return { digest, size, files };
}

/** Keeps all that was fetched, and how to find it by the digest that GitHub will announce again. */
export async function keep(store: Store, staged: StagedFiles, from: StoredSource, fetched: Fetched): Promise<void> {
  for (const { sha256 } of fetched.files) await store.put(staged.path(sha256), sha256);
  if (!isOneFile(from)) await store.remember(fetched.digest.replace(/^sha256:/, ''), fetched.files);
}

/** Whether it is stored as the file that it is, so that both have one digest, whatever it looks like. */
function isOneFile(from: StoredSource): boolean {
  return from.type === 'asset' || from.asIs;
}

async function listed(store: Store, from: StoredSource, sha256: string): Promise<readonly ListedFile[] | null> {
  const { name, size } = from.type === 'asset' ? from.asset : from.artifact;
  if (isOneFile(from)) return [{ name, size, sha256, executable: false }];
  const files = await store.recall(sha256);
  // A file that GitHub didn't store as a zip has the name of its artifact, and another artifact may have the same bytes.
  return files?.map((file) => (file.sha256 === sha256 ? { ...file, name } : file)) ?? null;
}

async function stageKept(store: Store, staged: StagedFiles, sha256: string): Promise<boolean> {
  if (await staged.has(sha256)) return true;
  const path = await store.get(sha256);
  if (path === null) return false;
  try {
    await staged.stage(createReadStream(path), { expectedDigest: `sha256:${sha256}` });
    return true;
  } catch (error) {
    if (error instanceof DigestMismatch) await store.discard(sha256);
    // Another process may have made room meanwhile.
    else if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    return false;
  }
}
