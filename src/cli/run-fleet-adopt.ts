import { adoptFiles, type AdoptedFile } from '../app/fleet/adopt-files.ts';
import { printJson, printLines } from './output.ts';
import { alignRows } from './render/columns.ts';
import { paintFor } from './render/paint.ts';
import { plural } from './render/plural.ts';

/** `cascade fleet adopt`: what of hand-written actions workflows is covered, and what is not. */
export async function adoptPath(path: string, { json = false }: { readonly json?: boolean }): Promise<void> {
  const files = await adoptFiles(path);
  if (json) printJson(files);
  else printLines(files.flatMap(adoptedLines));
}

function adoptedLines({ file, parts, breaches }: AdoptedFile): readonly string[] {
  const open = parts.filter(({ by }) => by === null);
  const rows = parts.map(({ where, what, by }) => [
    { text: by === null ? '  not covered' : '  covered' },
    { text: where },
    { text: by === null ? what : `${what} (${by})` },
  ]);
  return [
    file,
    ...alignRows(rows, { width: Infinity, paint: paintFor(process.stdout) }),
    ...breaches.map((breach) => `  mend: it ${breach}`),
    `  ${plural(parts.length - open.length, 'part')} covered, ${open.length} not`,
    '',
  ];
}
