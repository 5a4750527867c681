import { expect, test } from 'vitest';
import type { ExpectedFile } from '../../../src/domain/expected-artifacts.ts';
import type { MemberOutputs } from '../../../src/domain/release/publish-order.ts';
import {
  artifactSources,
  assetSources,
  earlierReleases,
  extraAssets,
  ownReleases,
} from '../../../src/domain/release/sources.ts';
import { artifact, runRef } from '../../support/actions-runs.ts';

const expected = (name: string, differences: Partial<ExpectedFile> = {}): ExpectedFile => ({
  source: 'actions-artifact',
  name,
  parameters: {},
  rebuilt: null,
  asIs: false,
  tag: null,
  ...differences,
});

/** What the engine yielded: its run was in acme/ci. */
const outputs = (names: readonly string[], wanted: readonly ExpectedFile[]): MemberOutputs => ({
  alias: 'engine',
  owner: 'acme',
  name: 'engine',
  tag: 'v1.4.0',
  run: runRef({ name: 'ci' }),
  artifacts: names.map((name) => artifact(name)),
  expected: wanted,
});

const namesOf = (sources: ReturnType<typeof artifactSources>) =>
  sources.files.map((file) => (file.type === 'artifact' ? file.artifact.name : file.asset.name));

test('what was expected goes into the release, by its name or its pattern, and what nobody expected is named', () => {
  const wanted = [expected('engine.zip', { parameters: { platform: 'linux' } }), expected('tools-*')];
  const sources = artifactSources(outputs(['tools-a', 'debug', 'engine.zip', 'tools-b'], wanted));
  expect(namesOf(sources)).toEqual(['engine.zip', 'tools-a', 'tools-b']);
  expect(sources).toMatchObject({
    missing: [],
    extra: ['engine left an artifact that nobody expected: debug'],
    rebuilt: [],
  });
  expect(sources.files[0]).toEqual({
    ...{ type: 'artifact', alias: 'engine', owner: 'acme', name: 'ci' },
    ...{ artifact: artifact('engine.zip'), asIs: false, parameters: { platform: 'linux' } },
  });
});

test('an artifact that two expectations fit goes into the release once', () => {
  const sources = artifactSources(outputs(['a-1', 'a-2'], [expected('a-1'), expected('a-*')]));
  expect(namesOf(sources)).toEqual(['a-1', 'a-2']);
});

test('everything that is missing is named', () => {
  const { missing } = artifactSources(outputs(['other'], [expected('engine.zip'), expected('tools-*')]));
  expect(missing).toEqual(['engine has no artifact engine.zip', 'engine has no artifact tools-*']);
});

test('a second build is paired with the first, and goes nowhere itself', () => {
  const wanted = [expected('plain'), expected('engine-*', { rebuilt: '{artifact}.again' })];
  const sources = artifactSources(outputs(['engine-a', 'plain', 'engine-a.again'], wanted));
  expect(namesOf(sources)).toEqual(['plain', 'engine-a']);
  expect(sources.rebuilt.map(({ first, second }) => [first, second.artifact.name])).toEqual([[1, 'engine-a.again']]);
  expect(sources).toMatchObject({ missing: [], extra: [] });
});

test('a second build that is not there is missing', () => {
  const { rebuilt, missing } = artifactSources(outputs(['engine'], [expected('engine', { rebuilt: 'again' })]));
  expect(rebuilt).toEqual([]);
  expect(missing).toEqual(['engine has no artifact again, the second build of engine']);
});

const asset = (name: string) => ({ id: 5, name, size: 10, digest: null });
const FROM = { owner: 'acme', name: 'engine', tag: 'v1.4.0' };

test('of a release what was wanted of it is taken', () => {
  const release = { ...FROM, assets: [asset('engine-1.deb'), asset('old.zip'), asset('readme')] };
  const { files, missing } = assetSources('engine', [expected('engine-*.deb')], release);
  expect(missing).toEqual([]);
  expect(files).toEqual([{ type: 'asset', alias: 'engine', ...FROM, asset: asset('engine-1.deb'), parameters: {} }]);
});

test('a file that a release lacks is told apart from a release that is not there', () => {
  const wanted = [expected('a.deb')];
  expect(assetSources('engine', wanted, { ...FROM, assets: [] }).missing).toEqual([
    'engine should have the file a.deb, but the release v1.4.0 of acme/engine has none',
  ]);
  expect(assetSources('engine', wanted, { ...FROM, assets: null }).missing).toEqual([
    'engine should have the file a.deb, but acme/engine has no release v1.4.0',
  ]);
});

const ofRelease = (name: string, tag: string | null = null) => expected(name, { source: 'release-asset', tag });

test("files of a repository's own releases are in the one of the chain's tag, or of the tag that is said", () => {
  const wanted = [ofRelease('a.deb'), expected('run.zip'), ofRelease('b.deb', 'engine-1'), ofRelease('c.deb')];
  const releases = ownReleases(outputs([], wanted));
  expect(releases.map(({ tag, wanted }) => [tag, wanted.map(({ name }) => name)])).toEqual([
    ['v1.4.0', ['a.deb', 'c.deb']],
    ['engine-1', ['b.deb']],
  ]);
});

test('files are taken over from the last release, or from that of the tag that is said', () => {
  const earlier = (name: string, tag: string | null = null) => expected(name, { source: 'earlier-release', tag });
  const wanted = [earlier('a.txt'), ofRelease('b.deb'), earlier('c.txt', 'v1.2.0'), earlier('d.txt')];
  const releases = earlierReleases(outputs([], wanted));
  expect(releases.map(({ tag, wanted }) => [tag, wanted.map(({ name }) => name)])).toEqual([
    [null, ['a.txt', 'd.txt']],
    ['v1.2.0', ['c.txt']],
  ]);
});

test("what nobody expected of a repository's own release is told, and what another component of it expects is not", () => {
  const engine = outputs(['tools.deb'], [ofRelease('engine-*.deb'), ofRelease('old.deb', 'engine-1')]);
  const tools = { ...outputs([], [ofRelease('tools.deb')]), alias: 'tools' };
  const other = { ...outputs([], [ofRelease('*')]), name: 'other' };
  const assets = ['engine-1.deb', 'tools.deb', 'old.deb', 'debug.zip'].map(asset);
  expect(extraAssets([engine, tools, other], { ...FROM, assets })).toEqual([
    'the release v1.4.0 of acme/engine has a file that nobody expected: old.deb',
    'the release v1.4.0 of acme/engine has a file that nobody expected: debug.zip',
  ]);
  expect(extraAssets([engine], { ...FROM, assets: null })).toEqual([]);
});
