import { expect, test } from 'vitest';
import type { CheckPolicy, ReleaseChecks } from '../../../src/domain/release/release-target.ts';
import {
  assess,
  type CollectedMember,
  type CollectedSource,
  expiredArtifact,
} from '../../../src/domain/release/assess.ts';
import type { StoredFile } from '../../../src/domain/release/plan-packages.ts';
import { artifactSource } from '../../support/publications.ts';

const ALL = (policy: CheckPolicy): ReleaseChecks => ({
  digests: policy,
  checksums: policy,
  rebuilds: policy,
  extra: policy,
  expired: 'stop',
});

const file = (name: string, digit: string, size = 1): StoredFile => ({
  name,
  size,
  sha256: digit.repeat(64),
  executable: false,
  from: artifactSource('engine'),
});

const source = (differences: Partial<CollectedSource> = {}): CollectedSource => ({
  files: [],
  checksumFiles: [],
  checks: [],
  problems: [],
  refused: [],
  gone: false,
  ...differences,
});

const member = (differences: Partial<CollectedMember> = {}): CollectedMember => ({
  alias: 'engine',
  collected: [],
  rebuilt: [],
  missing: [],
  extra: [],
  ...differences,
});

const sums = (digit: string) => [{ name: 'SHA256SUMS', text: `${digit.repeat(64)}  engine.zip\n` }];

/** An engine with which everything is wrong that a policy is asked about. */
const DUBIOUS = member({
  collected: [
    source({ files: [file('engine.zip', 'a')], checksumFiles: sums('b'), problems: ['engine: not as announced'] }),
  ],
  rebuilt: [
    {
      first: { artifact: 'engine', from: source({ files: [file('engine.zip', 'a')] }) },
      second: { artifact: 'again', from: source({ files: [file('engine.zip', 'c')] }) },
    },
  ],
  extra: ['engine left an artifact that nobody expected: debug'],
});

test('what is right has its files and every check that was made of them', () => {
  const digest = { file: 'engine.zip', check: 'digest', with: 'engine-files' } as const;
  const first = source({ files: [file('engine.zip', 'a')], checksumFiles: sums('a'), checks: [digest] });
  const second = source({ files: [file('engine.zip', 'a')] });
  const rebuilt = [{ first: { artifact: 'engine', from: first }, second: { artifact: 'again', from: second } }];
  expect(assess([member({ collected: [first], rebuilt })], ALL('fail'))).toEqual({
    files: [file('engine.zip', 'a')],
    checks: [
      digest,
      { file: 'engine.zip', check: 'checksum', with: 'SHA256SUMS' },
      { file: 'engine.zip', check: 'rebuilt', with: 'again' },
    ],
    fatal: [],
    warnings: [],
    expired: [],
    mendable: [],
  });
});

test('everything that speaks against a release is told at once, with the repository that it is about', () => {
  const { fatal, warnings } = assess([DUBIOUS], ALL('fail'));
  expect(warnings).toEqual([]);
  expect(fatal).toHaveLength(4);
  expect(fatal[0]).toBe('engine: not as announced');
  expect(fatal[1]).toBe(`engine: engine.zip has SHA-256 ${'a'.repeat(64)}, but SHA256SUMS says ${'b'.repeat(64)}`);
  expect(fatal[2]).toMatch(/^engine: .*engine\.zip/);
  expect(fatal[3]).toBe('engine left an artifact that nobody expected: debug');
});

test('a second build that is not what GitHub announced is told as the first is', () => {
  const same = { files: [file('engine.zip', 'a')] };
  const rebuilt = [
    {
      first: { artifact: 'engine', from: source(same) },
      second: { artifact: 'again', from: source({ ...same, problems: ['engine: again is not as announced'] }) },
    },
  ];
  const found = (policy: CheckPolicy) => assess([member({ rebuilt })], ALL(policy));
  expect(found('fail').fatal).toEqual(['engine: again is not as announced']);
  expect(found('warn').warnings).toEqual(['engine: again is not as announced']);
});

test('the same is told with the release where the chain says so, and stops nothing', () => {
  const { fatal, warnings } = assess([DUBIOUS], ALL('warn'));
  expect(fatal).toEqual([]);
  expect(warnings).toEqual(assess([DUBIOUS], ALL('fail')).fatal);
});

test('what is not looked for is neither told nor counted as checked', () => {
  const right = member({ collected: [source({ files: [file('engine.zip', 'a')], checksumFiles: sums('a') })] });
  expect(assess([DUBIOUS, right], ALL('off'))).toMatchObject({ checks: [], fatal: [], warnings: [] });
});

test('whatever the policies are, nothing may be missing, refused or empty', () => {
  const collected = [source({ files: [file('engine.zip', 'a', 0)] }), source({ refused: ['engine: expired'] })];
  const { fatal } = assess([member({ collected, missing: ['no tools'] })], ALL('off'));
  expect(fatal).toHaveLength(3);
  expect(fatal).toContain('no tools');
  expect(fatal).toContain('engine: expired');
  expect(fatal.join()).toContain('engine.zip');
});

test("a checksum file speaks of its own repository's files only", () => {
  const engine = member({ collected: [source({ checksumFiles: sums('b') })] });
  const other = member({ alias: 'other', collected: [source({ files: [file('engine.zip', 'a')] })] });
  expect(assess([engine, other], ALL('fail')).fatal).toEqual([]);
});

test('the repositories whose artifacts expired are named, each once, beside the words of each', () => {
  const gone = source({ refused: ['it has expired'], gone: true });
  const members = [
    member({ alias: 'tools', collected: [gone, source()] }),
    member({ collected: [expiredArtifact(artifactSource('engine')), gone] }),
    member({ alias: 'app', collected: [source({ refused: ['a bomb'] })] }),
    member({
      alias: 'builtTwice',
      rebuilt: [{ first: { artifact: 'a', from: source() }, second: { artifact: 'b', from: gone } }],
    }),
  ];
  const { expired, fatal, mendable } = assess(members, ALL('fail'));
  expect(expired).toEqual(['builtTwice', 'engine', 'tools']);
  expect(fatal).toEqual([
    'it has expired',
    'engine: the artifact engine-files has expired, and cannot come back: it has to be built again',
    'a bomb',
  ]);
  expect(mendable).toEqual(fatal.filter((why) => why !== 'a bomb'));
});

test('a checksum file that lists nothing of what was collected is told with the release, unless none are looked at', () => {
  const useless = member({ collected: [source({ checksumFiles: sums('b') })] });
  const warnings = (policy: CheckPolicy) => assess([useless], ALL(policy)).warnings;
  const told = ['engine: SHA256SUMS lists none of the files that were collected: nothing was held against it'];
  expect([warnings('fail'), warnings('warn'), warnings('off')]).toEqual([told, told, []]);
});
