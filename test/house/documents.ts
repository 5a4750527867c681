import { globSync, readFileSync } from 'node:fs';

/** A document of the project as text. */
export interface Document {
  /** From the top of the project. */
  readonly path: string;
  readonly text: string;
}

/** Every document that people read. */
export function documents(): readonly Document[] {
  const paths = [...globSync('*.md'), ...globSync('docs/**/*.md')].sort();
  return paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** The fenced blocks of one language, in order. */
export function blocks({ text }: Document, language: string): readonly string[] {
  const fences = text.matchAll(/^```(\S*)\n(.*?)^```$/gms);
  return Array.from(fences, ([, info, content]) => (info === language ? (content ?? '') : null)).filter(
    (content) => content !== null,
  );
}
