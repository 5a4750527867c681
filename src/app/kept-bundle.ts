import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/cascade', import.meta.url));
/** All that workflows may import of ours. */
const PARTS = ['domain', 'workflows'];
const BUNDLING = 'app/workflow-bundle.ts';

/** The bundle of the workflows as they are now: from the process that bundled them last, or made by `bundle`, and kept for the next. */
export async function keptBundle(bundle: () => Promise<string>): Promise<string> {
  const path = join(FOLDER, `workflows-${await digestOfSources()}.js`);
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return kept;
  const code = await bundle();
  // Where nothing can be kept, the next process bundles again.
  await keep(path, code).catch(() => undefined);
  return code;
}

async function keep(path: string, code: string): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const former = (await readdir(FOLDER)).filter((name) => name.startsWith('workflows-'));
  const incoming = join(FOLDER, `.incoming-${randomUUID()}`);
  await writeFile(incoming, code);
  await rename(incoming, path);
  for (const name of former) if (join(FOLDER, name) !== path) await rm(join(FOLDER, name), { force: true });
}

async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const { version } = createRequire(import.meta.url)('@temporalio/workflow/package.json') as { version: string };
  hash.update(`${version}\n`);
  hash.update(await readFile(join(SOURCES, BUNDLING)));
  for (const part of PARTS) {
    const entries = await readdir(join(SOURCES, part), { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(`${file.slice(SOURCES.length)}\n`).update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 32);
}
