import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareRebuilt } from '../../../src/domain/release/rebuilds.ts';

const [ONE, TWO] = ['1'.repeat(64), '2'.repeat(64)];
const built = (files: Readonly<Record<string, string>>, artifact = 'built') => ({
  artifact,
  files: Object.entries(files).map(([name, sha256]) => ({ name, sha256 })),
});

test('each file is the same, another, or only in one of the two builds', () => {
  const first = built({ engine: ONE, 'engine.exe': ONE, notes: ONE });
  expect(compareRebuilt(first, built({ debug: ONE, 'engine.exe': TWO, engine: ONE }, 'again'))).toEqual({
    done: [{ file: 'engine', check: 'rebuilt', with: 'again' }],
    problems: [
      'debug is in again, but not in built',
      `engine.exe has SHA-256 ${ONE} in built, but ${TWO} in again`,
      'notes is in built, but not in again',
    ],
  });
});

const files = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'é'), fc.constantFrom(ONE, TWO));

test('every file is told once, and a build that is compared with itself has no problem', () => {
  fc.assert(
    fc.property(files, files, (first, second) => {
      const { done, problems } = compareRebuilt(built(first), built(second, 'again'));
      expect(done.length + problems.length).toBe(new Set([...Object.keys(first), ...Object.keys(second)]).size);
      const same = Object.keys(first).filter((name) => first[name] === second[name]);
      expect(done.map(({ file }) => file)).toEqual(same.toSorted());
      expect(compareRebuilt(built(first), built(first)).problems).toEqual([]);
    }),
  );
});
