import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assetName, nameClashes } from '../../../src/domain/release/asset-name.ts';
import { inLibrary, start } from '../../simulator/started.ts';
import { fromArtifact, fromRelease, releaseFile } from './support/release-files.ts';

const AWKWARD = [
  'engine~rc1 (x64).deb',
  'żółw.txt',
  '.npmrc',
  'notes.',
  '日本',
  'a..b',
  '1.0.0+build@7.zip',
  'dist/engine',
];

test.each([
  ['engine-1.4.0_linux-x86_64.tar.gz', 'engine-1.4.0_linux-x86_64.tar.gz'],
  ['engine~rc1 (x64).deb', 'engine.rc1.x64.deb'],
  ['1.0.0+build@7.zip', '1.0.0+build@7.zip'],
  ['dist/engine', 'dist.engine'],
  ['.npmrc', 'default.npmrc'],
  ['notes.', 'notes'],
  ['日本.txt', 'default.txt'],
  ['日本', 'default'],
])('%s is kept as %s', (name, kept) => {
  expect(assetName(name)).toBe(kept);
});

test('a name that was changed once is not changed again', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('aZ9..._-+@ ~/é日\u{1F682}')) }), (name) => {
      expect(assetName(name)).toMatch(/^[A-Za-z0-9_+@-]([A-Za-z0-9._+@-]*[A-Za-z0-9_+@-])?$/);
      expect(assetName(assetName(name))).toBe(assetName(name));
    }),
  );
});

test('GitHub keeps a file under the name that it is uploaded with', async () => {
  const { octokit } = await start({ check: false });
  const { data: draft } = await octokit.repos.createRelease({ ...inLibrary, tag_name: 'v1.0.0', draft: true });
  const names = [...new Set(AWKWARD.map(assetName))];
  for (const name of names) {
    const place = { ...inLibrary, release_id: draft.id, url: draft.upload_url };
    const { data } = await octokit.repos.uploadReleaseAsset({ ...place, name, data: name });
    expect(data.name).toBe(name);
  }
  expect(names).toHaveLength(AWKWARD.length);
});

test('files with names of their own do not clash', () => {
  expect(nameClashes([], ['SHA256SUMS'])).toEqual([]);
  expect(nameClashes([releaseFile('a.zip'), releaseFile('b.zip')], ['SHA256SUMS'])).toEqual([]);
});

test('each clash is told once, with all places that the name comes from', () => {
  const files = [
    releaseFile('LICENSE'),
    releaseFile('node.zip', { from: fromArtifact('node') }),
    releaseFile('LICENSE', { from: fromRelease('node') }),
    releaseFile('LICENSE', { from: { type: 'packed', format: 'zip', entries: [], sources: [] } }),
    releaseFile('SHA256SUMS', { from: fromArtifact('node') }),
  ];
  expect(nameClashes(files, ['manifest.json', 'SHA256SUMS'])).toEqual([
    'LICENSE comes from engine (artifact engine-binaries) and node (release v1.0.0 of acme/node) and a package',
    'SHA256SUMS comes from node (artifact node-binaries) and Cascade itself',
  ]);
});

test('names that GitHub makes the same clash, and so do names that differ in capitals', () => {
  const node = { from: fromArtifact('node') };
  expect(nameClashes([releaseFile('a b.zip'), releaseFile('a~b.zip', node)], [])).toEqual([
    'a b.zip from engine (artifact engine-binaries) and a~b.zip from node (artifact node-binaries) have one name on GitHub, a.b.zip',
  ]);
  expect(nameClashes([releaseFile('A.zip'), releaseFile('a.zip', node)], [])).toEqual([
    "A.zip from engine (artifact engine-binaries) and a.zip from node (artifact node-binaries) are one file where capitals don't count",
  ]);
});
