import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Adoption, adopt } from '../../fleet/adopt.ts';
import { readHeader } from '../../fleet/header.ts';
import { UserError } from '../user-error.ts';

/** A hand-written actions workflow, and what of it is covered. */
export interface AdoptedFile extends Adoption {
  readonly file: string;
}

/** Reads an actions workflow, or all that were written by hand in `.github/workflows` of a folder. Throws a UserError where there is none. */
export async function adoptFiles(path: string): Promise<readonly AdoptedFile[]> {
  const files = await workflowFiles(path);
  const read = await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
  const written = read.filter(({ text }) => readHeader(text) === null);
  if (written.length === 0) throw new UserError(`There is no actions workflow in ${path} that was written by hand.`);
  return written.map(({ file, text }) => {
    try {
      return { file, ...adopt(text) };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new UserError(`${file} can't be read as YAML: ${reason}`);
    }
  });
}

async function workflowFiles(path: string): Promise<readonly string[]> {
  const entry = await stat(path).catch(() => null);
  if (entry === null)
    throw new UserError(`There is nothing at ${path}; name an actions workflow, or a clone of the repository.`);
  if (!entry.isDirectory()) return [path];
  const folder = join(path, '.github', 'workflows');
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}
