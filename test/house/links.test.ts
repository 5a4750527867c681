import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { documents } from './documents.ts';

const ALL = documents();

/** Targets of links inside the project, relative to the top of it. */
function localLinks(path: string, text: string): readonly string[] {
  const targets = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target ?? '');
  return targets.filter((target) => !/^[a-z]+:/.test(target)).map((target) => join(dirname(path), target));
}

test('the documents are found', () => {
  expect(ALL.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['README.md', 'docs/architecture.md', 'docs/decisions/0001-running-on-type-stripping.md']),
  );
});

test.for(ALL)('every link inside the project in $path leads somewhere', ({ path, text }) => {
  expect(localLinks(path, text).filter((target) => !existsSync(target.replace(/#.*$/, '')))).toEqual([]);
});

test('the README leads to every document, directly or from one that it names', () => {
  const reached = new Set<string>();
  const visit = (path: string) => {
    if (reached.has(path) || !path.endsWith('.md')) return;
    reached.add(path);
    for (const target of localLinks(path, readFileSync(path, 'utf8'))) visit(target.replace(/#.*$/, ''));
  };
  visit('README.md');
  // The decisions are linked as a folder.
  const lost = ALL.map(({ path }) => path).filter((path) => !reached.has(path) && !path.startsWith('docs/decisions/'));
  expect(lost).toEqual([]);
});

test.for(ALL)('every source file that $path names is there', ({ text }) => {
  const named = Array.from(text.matchAll(/`([\w.-]+\/[\w./-]+\.(?:ts|js|sh|yml|json|md))`/g), ([, path]) => path ?? '');
  // Files of the layers are named without src in front.
  expect(named.filter((path) => !existsSync(path) && !existsSync(join('src', path)))).toEqual([]);
});
