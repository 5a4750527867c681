import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PackageRecipe } from '../../../src/domain/release/release-target.ts';
import { planPackages } from '../../../src/domain/release/plan-packages.ts';
import type { ReleaseFile } from '../../../src/domain/release/release-file.ts';
import { artifact } from '../../support/actions-runs.ts';
import { fromArtifact, fromRelease, releaseFile } from './support/release-files.ts';

const NAMES = { chain: 'acme', version: 'v1.4.0' };
const A_REPOSITORY: PackageRecipe = { of: 'repository', format: 'tar.gz', name: '{alias}-{version}.tar.gz' };
const A_PLATFORM: PackageRecipe = { of: 'platform', format: 'zip', name: '{chain}-{version}-{platform}.zip' };
const ALL: PackageRecipe = { of: 'all', format: 'tar.gz', name: '{chain}-{version}.tar.gz' };

const built = (alias: string, platform: string, id = 1) =>
  fromArtifact(alias, { artifact: artifact(`${alias}-${platform}`, { id }), parameters: { platform } });
const FILES = [
  releaseFile('node-linux', { from: built('node', 'linux'), executable: true }),
  releaseFile('engine-linux', { from: built('engine', 'linux', 2) }),
  releaseFile('engine.exe', { from: built('engine', 'windows', 3) }),
  releaseFile('LICENSE', { from: fromRelease('engine') }),
];

const contents = (recipe: PackageRecipe, files: readonly ReleaseFile[] = FILES) =>
  Object.fromEntries(
    planPackages([recipe], files, NAMES).packages.map(({ name, source }) => [
      name,
      source.entries.map(({ path }) => path),
    ]),
  );

test('a package a repository holds what that repository yielded', () => {
  expect(contents(A_REPOSITORY)).toEqual({
    'engine-v1.4.0.tar.gz': ['LICENSE', 'engine-linux', 'engine.exe'],
    'node-v1.4.0.tar.gz': ['node-linux'],
  });
});

test('a package a platform holds what was built for it, and nothing that belongs to no platform', () => {
  expect(contents(A_PLATFORM)).toEqual({
    'acme-v1.4.0-linux.zip': ['engine-linux', 'node-linux'],
    'acme-v1.4.0-windows.zip': ['engine.exe'],
  });
});

test('a package of all has a folder a repository', () => {
  expect(contents(ALL)).toEqual({
    'acme-v1.4.0.tar.gz': ['engine/LICENSE', 'engine/engine-linux', 'engine/engine.exe', 'node/node-linux'],
  });
});

test('of no files nothing is packed, and a package is never packed again', () => {
  const packed = planPackages([ALL], FILES, NAMES).packages.map(({ name, source }) =>
    releaseFile(name, { from: source }),
  );
  expect(packed).toHaveLength(1);
  for (const files of [[], packed]) {
    expect(planPackages([A_REPOSITORY, A_PLATFORM, ALL], files, NAMES)).toEqual({ packages: [], problems: [] });
  }
});

test('packages of platforms that no file was built for are a problem', () => {
  expect(planPackages([A_PLATFORM], [releaseFile('engine')], NAMES)).toEqual({
    packages: [],
    problems: [
      'package {chain}-{version}-{platform}.zip: no file was expected for a platform; put {platform} into the names of the artifacts',
    ],
  });
});

test('files that would lie on one another in a package are a problem, in folders of their own they are none', () => {
  const files = [
    releaseFile('README', { from: built('engine', 'linux') }),
    releaseFile('readme', { from: built('node', 'linux') }),
  ];
  expect(planPackages([A_PLATFORM], files, NAMES).problems).toEqual([
    "package acme-v1.4.0-linux.zip: README from engine (artifact engine-linux) and readme from node (artifact node-linux) are one file where capitals don't count",
  ]);
  expect(planPackages([ALL, A_REPOSITORY], files, NAMES).problems).toEqual([]);
});

const collected = fc
  .uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[a-zA-Z0-9._-]{1,4}$/),
      alias: fc.constantFrom('a', 'B', 'c'),
      id: fc.integer({ min: 1, max: 3 }),
      type: fc.constantFrom('artifact', 'asset'),
      platform: fc.constantFrom('linux', 'windows', undefined),
    }),
    { selector: ({ name }) => name },
  )
  .map((files) =>
    files.map(({ name, alias, id, type, platform }) => {
      const parameters = platform === undefined ? {} : { platform };
      const from =
        type === 'artifact'
          ? fromArtifact(alias, { parameters, artifact: artifact('x', { id }) })
          : fromRelease(alias, { parameters, asset: { id, name, size: 1, digest: null } });
      return releaseFile(name, { from, sha256: `sha256 of ${name}` });
    }),
  );

test('entries are sorted by their bytes and each leads to where its file comes from, which is there once', () => {
  fc.assert(
    fc.property(collected, fc.constantFrom(A_REPOSITORY, A_PLATFORM, ALL), (files, recipe) => {
      for (const { source } of planPackages([recipe], files, NAMES).packages) {
        const paths = source.entries.map(({ path }) => path);
        expect(paths).toEqual(paths.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))));
        for (const { path, sha256, source: place } of source.entries) {
          const file = files.find((candidate) => candidate.sha256 === sha256);
          const { type, alias } = source.sources[place] ?? {};
          expect({ type, alias }).toEqual({ type: file?.from.type, alias: fromAlias(file) });
          expect([file?.name, `${alias}/${file?.name}`]).toContain(path);
        }
        const used = new Set(source.entries.map((entry) => entry.source));
        expect([...used].toSorted()).toEqual([...source.sources.keys()]);
      }
    }),
  );
});

test('every file is packed exactly once, whatever the order in which the files were collected', () => {
  const shuffled = collected.chain((files) =>
    fc.tuple(fc.constant(files), fc.shuffledSubarray(files, { minLength: files.length, maxLength: files.length })),
  );
  fc.assert(
    fc.property(shuffled, fc.constantFrom(A_REPOSITORY, ALL), ([files, others], recipe) => {
      const entries = (list: readonly ReleaseFile[]) =>
        planPackages([recipe], list, NAMES).packages.flatMap(({ source }) => source.entries.map(({ path }) => path));
      expect(entries(others)).toEqual(entries(files));
      expect(entries(files)).toHaveLength(files.length);
    }),
  );
});

function fromAlias(file: ReleaseFile | undefined): string | undefined {
  return file === undefined || file.from.type === 'packed' ? undefined : file.from.alias;
}
