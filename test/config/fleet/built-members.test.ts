import { describe, expect, test } from 'vitest';
import { type Lines, said } from './chain-with.ts';

const RUST = 'language: rust';
const SENT = "inputs: { version: '{version}', sha: '{sha}' }";
const TOLD = "inputs: { sha: '{sha}', needs: '{needs}' }";
const VERIFIED = "mode: verify, inputs: { sha: '{sha}' }";

describe('what a generated build could never do is refused:', () => {
  test.each<readonly [string, Lines, string]>([
    [
      'an artifact whose name nobody knows',
      { entry: ["artifacts: ['engine-*.crate']"] },
      'engine is built by the fleet, which must know the name: write it without *',
    ],
    [
      'a name that only Cascade knows',
      { entry: ["artifacts: ['{source_sha}.zip']"] },
      "a generated build doesn't know {source_sha} when it names what it made",
    ],
    [
      'the name of a second build that only Cascade knows',
      { entry: ["artifacts: [{ name: 'a-{version}.zip', rebuilt: '{kind}-{artifact}' }]"] },
      "a generated build doesn't know {kind} when it names what it made",
    ],
    [
      'a name after the ref, which nobody tells',
      { entry: ["artifacts: ['a-{ref}.zip']"] },
      'engine must be told {ref}, which is in the names of its artifacts; add it to its inputs',
    ],
    [
      'checks that there are none of',
      { entry: [`build: { ${VERIFIED} }`], member: [RUST, 'ci: []'] },
      'engine is verified by its checks, and has none',
    ],
    [
      'checks that prove their commit by an artifact',
      { entry: [`build: { ${VERIFIED}, proof: 'built-{sha}' }`] },
      "checks leave no artifact, so engine can't prove its commit by one",
    ],
    [
      'a proof with the version in it',
      { entry: [`build: { ${SENT}, proof: 'built-{sha}-{version}' }`] },
      "a generated build doesn't know {version} in its proof; it knows {chain}, {alias}, {name}, {sha}",
    ],
    [
      'more than one job',
      { entry: [`build: { ${SENT}, required_jobs: [linux, windows] }`] },
      'a generated build is one job, "linux", which fails where any part of it does; leave out the others',
    ],
    [
      'an image',
      { entry: ["images: [{ name: ghcr.io/acme/engine, tag: '{version}', digest: image-digest }]"] },
      'no generated build pushes an image; build engine by an actions workflow of its own',
    ],
    [
      'of Node a zip',
      { member: ['language: node'], entry: ["artifacts: ['a-{version}.zip']"] },
      'of engine npm makes one .tgz and no more; say commands: { package: ... }',
    ],
    [
      'of Node two packages',
      { member: ['language: node'], entry: ["artifacts: ['a-{version}.tgz', 'b-{version}.tgz']"] },
      'of engine npm makes one .tgz and no more; say commands: { package: ... }',
    ],
    [
      'a target of Go in the words of others',
      { member: ['language: go', 'targets: { linux: aarch64-unknown-linux-gnu }'] },
      '"aarch64-unknown-linux-gnu" must be a system and a processor as Go calls them, such as linux/arm64',
    ],
    [
      'a target of Rust in the words of others',
      { member: [RUST, 'targets: { linux: linux/arm64 }'] },
      '"linux/arm64" must be a target as Rust calls it, such as aarch64-unknown-linux-gnu',
    ],
    [
      'a target of Node',
      { member: ['language: node', 'targets: { linux: x64 }'] },
      'language node has no targets; runners says which machines build for a platform',
    ],
  ])('%s', (_, lines, expected) => {
    expect(said(lines)).toEqual([expected]);
  });
});

test.each<readonly [string, Lines]>([
  [
    'a second build after a platform',
    { entry: ["artifacts: [{ name: '{platform}.zip', rebuilt: '{platform}-b.zip' }]"] },
  ],
  ['the one package of Node', { member: ['language: node'], entry: ["artifacts: ['a-{version}.tgz']"] }],
  [
    'what a command of Node packs',
    { member: ['language: node', 'commands: { package: make }'], entry: ["artifacts: ['a-{version}.zip']"] },
  ],
  ['a target of Go', { member: ['language: go', 'targets: { linux: linux/arm64 }'] }],
  ['the proof of a commit', { entry: [`build: { ${SENT}, proof: '{chain}-{alias}-{name}-{sha}' }`] }],
  ['one job by another name', { entry: [`build: { ${SENT}, required_jobs: [linux] }`] }],
  [
    'an image of another one’s build',
    {
      entry: [
        `build: { ${SENT}, runs_in: acme/meta }`,
        "images: [{ name: ghcr.io/acme/engine, tag: '{version}', digest: image-digest }]",
      ],
    },
  ],
])('%s is in order', (_, lines) => {
  expect(said(lines)).toEqual([]);
});

describe('repositories beside another one', () => {
  const beside = (...others: readonly string[]) =>
    said({
      member: [RUST, 'beside: true'],
      entry: [`needs: [${others.map((line) => line.slice(0, 1)).join(', ')}]`, `build: { ${TOLD} }`],
      others,
    });

  test.each([
    ['Out', 'acme/Out would lie beside engine in out/, which the job has for itself'],
    ['go-cache', 'acme/go-cache would lie beside engine in go-cache/, which the job has for itself'],
    ['source', 'acme/source would lie beside engine in source/, which the job has for itself'],
  ])('called %s are refused', (name, expected) => {
    expect(beside(`a: { repository: acme/${name}, build: false }`)).toEqual([expected]);
  });

  test('of one name are refused, and components of one repository are not', () => {
    const [one, other] = ['a: { repository: acme/lib, build: false }', 'b: { repository: other/Lib, build: false }'];
    expect(beside(one, other)).toEqual(['other/Lib would lie beside engine in lib/, and so would acme/lib']);
    expect(beside(one, 'b: { repository: acme/lib, build: false }')).toEqual([]);
  });
});
