import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HERE = import.meta.dirname;

/** The text of a reusable actions workflow as it is kept, its pins still open. */
export function workflowTemplate(name: string): string {
  return readFileSync(join(HERE, 'workflows', `${name}.yml`), 'utf8');
}

/** Every file of our actions by its path under `actions/`, in the order of the paths. */
export function actionFiles(): ReadonlyMap<string, string> {
  const folder = join(HERE, 'actions');
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
    );
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
