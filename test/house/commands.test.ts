import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeProgram } from '../../src/cli/program.ts';
import { documents } from './documents.ts';

const ALL = documents();

function matches(text: string, pattern: RegExp): readonly string[] {
  return Array.from(text.matchAll(pattern), ([, name]) => name ?? '');
}

test.for(ALL)('every npm script that $path names exists', ({ text }) => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const named = matches(text, /npm run ([a-z:-]*[a-z])/g);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test.for(ALL)('every command of cascade that $path names exists', ({ text }) => {
  const known = makeProgram().commands.map((command) => command.name());
  const named = matches(text, /(?:`|npx |node bin\/)cascade(?:\.js)? ([a-z]+(?:-[a-z]+)*)/g);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
});
