import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RenderedRepository } from '../../src/domain/fleet/rendered.ts';

/** Writes what was rendered into a folder, each repository under `owner/name`, and tells the paths of the actions workflows. */
export function writeRendered(folder: string, repositories: readonly RenderedRepository[]): readonly string[] {
  return repositories.flatMap(({ owner, name, files }) =>
    files.flatMap(({ path, text }) => {
      const place = join(folder, owner, name, path);
      mkdirSync(dirname(place), { recursive: true });
      writeFileSync(place, text);
      return path.startsWith('.github/workflows/') ? [place] : [];
    }),
  );
}
