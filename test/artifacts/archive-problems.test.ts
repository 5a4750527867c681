import { expect, test } from 'vitest';
import { archiveProblems, type ListedEntry } from '../../src/artifacts/archive-problems.ts';

const LIMITS = { files: 10, bytes: 1024 ** 3, ratio: 100 };
const entry = (name: string, differences: Partial<ListedEntry> = {}): ListedEntry => ({
  name,
  size: 1,
  unixMode: 0o100644,
  encrypted: false,
  readable: true,
  ...differences,
});
const problems = (...entries: ListedEntry[]) => archiveProblems(entries, 1024 ** 2, LIMITS);

test.each(['a.txt', 'folder/a.txt', 'folder/', '..a', 'a..', '.hidden', 'a b', 'ü/é.txt'])(
  '%s is a fine name',
  (name) => {
    expect(problems(entry(name))).toEqual([]);
  },
);

test.each([
  ['../a', '"../a" has a path with "." or ".." in it'],
  ['a/../../b', '"a/../../b" has a path with "." or ".." in it'],
  ['a/..', '"a/.." has a path with "." or ".." in it'],
  ['./a', '"./a" has a path with "." or ".." in it'],
  ['/etc/passwd', '"/etc/passwd" has an absolute path'],
  ['C:/Windows', '"C:/Windows" has an absolute path'],
  ['..\\a', '"..\\\\a" has a backslash in its name'],
  ['a//b', '"a//b" has a path with an empty part'],
  ['', '"" has no name'],
  ['a\u001b[2J', '"a\\u001b[2J" has control characters in its name'],
])('%j is refused', (name, problem) => {
  expect(problems(entry(name))).toEqual([problem]);
});

test.each([
  ['a symbolic link', { unixMode: 0o120777 }, 'is a link or a device, not a file'],
  ['a device', { unixMode: 0o020666 }, 'is a link or a device, not a file'],
  ['an encrypted file', { encrypted: true, readable: false }, 'is encrypted'],
  ['an unknown compression', { readable: false }, 'is packed in a way that cannot be read'],
])('%s is refused', (_, differences, problem) => {
  expect(problems(entry('a', differences))).toEqual([`"a" ${problem}`]);
});

test('an archive from elsewhere, without Unix modes, is fine', () => {
  expect(problems(entry('a', { unixMode: 0 }))).toEqual([]);
});

test('a name that comes twice is refused once', () => {
  expect(problems(entry('a'), entry('a'), entry('a'), entry('b'))).toEqual(['"a" is in it more than once']);
});

test('more bytes than allowed are refused', () => {
  const found = archiveProblems([entry('a', { size: 600 }), entry('b', { size: 500 })], 1000, {
    ...LIMITS,
    bytes: 1000,
  });
  expect(found).toEqual(['it unpacks to 1100 bytes, more than the 1000 allowed']);
});

test('a bomb is told by how much it grows, unless it stays small', () => {
  expect(problems(entry('a', { size: 200 * 1024 ** 2 }))).toEqual([
    'it unpacks to 200 times its size, more than the 100 allowed',
  ]);
  expect(archiveProblems([entry('zeros', { size: 10 * 1024 ** 2 })], 1000, LIMITS)).toEqual([]);
});

test('everything that is wrong is told at once', () => {
  expect(problems(entry('/a\\b', { encrypted: true }), entry('../c', { unixMode: 0o120777 }))).toHaveLength(5);
});
