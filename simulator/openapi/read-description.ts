import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { isObject } from '../routes/fields.ts';

/** One of GitHub's descriptions, read as JSON: importing the packages that hold them costs seconds and 600 MB. */
export async function readDescription(path: string): Promise<Readonly<Record<string, unknown>>> {
  const file = fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));
  const description: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (!isObject(description)) throw new Error(`${path} is no description: install the development dependencies`);
  return description;
}
