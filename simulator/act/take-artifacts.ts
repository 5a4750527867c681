import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { PassThrough } from 'node:stream';

import { ZipFile } from 'yazl';

import { ZIP_TYPE } from '../actions/artifact-zip.ts';
import { keepArtifact } from '../actions/leave-artifacts.ts';
import type { ActionsRun } from '../state/actions-run.ts';
import type { World } from '../world.ts';

/** Takes up what an executed run has uploaded: each folder is an artifact of that name. */
export async function takeArtifacts(world: World, run: ActionsRun, folder: string): Promise<void> {
  for (const name of (await readdir(folder)).sort()) {
    const stored = await world.blobs.store(await zipOf(join(folder, name)));
    keepArtifact(world, run, { name, stored, mediaType: ZIP_TYPE });
  }
}

async function zipOf(folder: string): Promise<PassThrough> {
  const zip = new ZipFile();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const { parentPath, name } of entries.filter((entry) => entry.isFile())) {
    const path = join(parentPath, name);
    zip.addFile(path, relative(folder, path).split(sep).join('/'));
  }
  zip.end();
  return zip.outputStream.pipe(new PassThrough());
}
