import { expect, test } from 'vitest';
import { checkRequires, parseRequirement } from '../../../src/domain/release/requires.ts';
import type { VersionsEntry } from '../../../src/domain/release/versions-file.ts';

const entry = (differences: Partial<VersionsEntry>): VersionsEntry => ({
  version: null,
  tag: null,
  commit: null,
  requires: [],
  ...differences,
});

/** What is wrong where `node` requires something of an engine of that version. */
function unmet(requirement: string, engine: string): readonly string[] {
  const parsed = parseRequirement(requirement);
  if (parsed === null) throw new Error(`${requirement} is no requirement`);
  return checkRequires({ entries: { node: entry({ requires: [parsed] }), engine: entry({ version: engine }) } });
}

test.each([
  ['engine=1.2.0', '1.2.0'],
  ['engine = 1.2.0', '1.2.0'],
  ['engine>=1.2.0', '3.0.0'],
  ['engine^1.2.0', '1.9.9'],
  ['engine^0.2.1', '0.2.7'],
  ['engine^0.0.3', '0.0.3'],
  ['engine~1.2.3', '1.2.9'],
  ['engine>=1.2.0-rc.1', '1.2.0'],
])('%s is met by %s', (requirement, engine) => {
  expect(unmet(requirement, engine)).toEqual([]);
});

test.each([
  ['engine=1.2.0', '1.2.1'],
  ['engine=1.2.0', '1.2.0-rc.1'],
  ['engine>=1.2.0', '1.1.9'],
  ['engine>=1.2.0', '1.2.0-rc.1'],
  ['engine^1.2.0', '2.0.0'],
  ['engine^1.2.0', '2.0.0-rc.1'],
  ['engine^1.2.0', '1.1.0'],
  ['engine^0.2.1', '0.3.0'],
  ['engine^0.0.3', '0.0.4'],
  ['engine~1.2.3', '1.3.0'],
])('%s is not met by %s', (requirement, engine) => {
  expect(unmet(requirement, engine)).toEqual([`node requires ${requirement}, but engine is ${engine}`]);
});

test('a version can be read off the tag', () => {
  const requires = [{ name: 'engine', operator: '=', version: '1.2.0' } as const];
  const file = (engine: Partial<VersionsEntry>) => ({ entries: { node: entry({ requires }), engine: entry(engine) } });
  expect(checkRequires(file({ tag: 'v1.2.0' }))).toEqual([]);
  expect(checkRequires(file({ tag: 'main' }))).toEqual([
    'node requires engine=1.2.0, but engine has no version in the file',
  ]);
  expect(checkRequires({ entries: { node: entry({ requires }) } })).toEqual([
    'node requires engine=1.2.0, but there is no engine in the file',
  ]);
});

test.each(['engine', 'engine=1.2', 'engine<2.0.0', '=1.2.0', 'engine==1.2.0', ''])('"%s" is no requirement', (text) => {
  expect(parseRequirement(text)).toBeNull();
});
