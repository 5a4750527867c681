import { execFileSync } from 'node:child_process';

import { expect, test } from 'vitest';

import { blobSha, fileIn, makeTree, pathsIn } from '../../../simulator/state/tree.ts';

const first = makeTree(
  new Map([
    ['a', 'one'],
    ['b', 'two'],
  ]),
);
const second = makeTree(
  new Map([
    ['b', 'other'],
    ['c', 'three'],
  ]),
  first,
);

test('a tree has its own files and those below it, and changes nothing below', () => {
  expect(['a', 'b', 'c', 'd'].map((path) => fileIn(second, path))).toEqual(['one', 'other', 'three', undefined]);
  expect(fileIn(first, 'b')).toBe('two');
  expect(pathsIn(second)).toEqual(['a', 'b', 'c']);
});

test('a long row of changes costs no more than it says', () => {
  let tree = first;
  for (let count = 0; count < 20_000; count += 1) tree = makeTree(new Map([['b', String(count)]]), tree);
  expect(fileIn(tree, 'a')).toBe('one');
  expect(pathsIn(tree)).toEqual(['a', 'b']);
});

test('blobs have the hashes that git gives them', () => {
  const text = 'Grüße\n';
  const hash = execFileSync('git', ['hash-object', '--stdin'], { input: text, encoding: 'utf8' }).trim();
  expect(blobSha(text)).toBe(hash);
});
