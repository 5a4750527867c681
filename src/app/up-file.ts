import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { EngineTarget } from '../engine/engine-settings.ts';

/** What another command in the same folder needs to find a running `cascade up`. */
export interface UpRecord {
  readonly target: EngineTarget;
  readonly apiUrl: string;
  readonly uiUrl: string | null;
}

const StoredUp = z.object({
  address: z.string(),
  namespace: z.string(),
  apiUrl: z.string(),
  uiUrl: z.string().nullable(),
});

/** Notes where the parts are. Only the address is kept: keys and certificates stay in Temporal's own settings. */
export async function rememberUp(dataFolder: string, { target, apiUrl, uiUrl }: UpRecord): Promise<void> {
  await mkdir(dataFolder, { recursive: true });
  const stored = { address: target.connectionOptions.address ?? '', namespace: target.namespace, apiUrl, uiUrl };
  await writeFile(file(dataFolder), `${JSON.stringify(stored, null, 2)}\n`);
}

export async function forgetUp(dataFolder: string): Promise<void> {
  await rm(file(dataFolder), { force: true });
}

/** Where `cascade up` runs, or `null` where none was started in this folder or it has ended. */
export async function recallUp(dataFolder: string): Promise<UpRecord | null> {
  try {
    const { address, namespace, apiUrl, uiUrl } = StoredUp.parse(JSON.parse(await readFile(file(dataFolder), 'utf8')));
    return { target: { connectionOptions: { address }, namespace }, apiUrl, uiUrl };
  } catch {
    return null;
  }
}

function file(dataFolder: string): string {
  return join(dataFolder, 'up.json');
}
