import { describe, expect, test } from 'vitest';
import { chainWith, type Lines, said } from './fleet/chain-with.ts';
import { problemsOf } from './problems-of.ts';

test('a fleet that is in order has no problem', () => {
  expect(said({})).toEqual([]);
});

test('all problems of a fleet are told at once, each with its place', () => {
  const text = chainWith({
    shared: ['cache: { root: / }', 'pins: { actions/chekout: { commit: main, version: v1 } }'],
    member: ['language: rust', 'ci: [tset]', 'events: { pull_request: [ci, build] }'],
  });
  expect(problemsOf(text)).toEqual([
    '7:18: the root "/" is the whole disk; name a folder that holds nothing else, such as /var/cache/cascade',
    '8:38: "commit" must be a full commit hash of 40 hexadecimal digits, since a tag can be moved, but is "main"',
    '15:12: there is no check "tset" of rust; did you mean "test"?',
    '16:36: a pull request is code that nobody has agreed to: it is checked, and never starts build',
  ]);
});

describe('what a repository says', () => {
  test.each<readonly [string, Lines, readonly string[]]>([
    [
      'an unknown language',
      { member: ['language: rsut'] },
      ['"language" must be one of rust, node, go, commands, docs, but is "rsut"; did you mean "rust"?'],
    ],
    [
      'documents in a language',
      { entry: ['kind: docs', 'build: false'] },
      ['engine is of kind docs, so its language is docs; or give it another kind'],
    ],
    [
      'a build of documents',
      { member: ['language: docs'], chain: ['triggers: { dispatches: standard }'] },
      ['engine is built, so it needs a language to build; or give it kind: docs'],
    ],
    [
      'commands without the one that builds',
      { member: ['language: commands', 'commands: { test: make test }'] },
      ['the chain builds it, so commands must say build'],
    ],
    [
      'an expression in a command',
      { member: ['language: commands', "commands: { build: 'echo ${{ github.token }}' }"] },
      ['"build" must be one line without ${{ }}; put more than that into a script, but is "echo ${{ github.token }}"'],
    ],
    [
      'a command that its language has none of',
      { member: ['language: go', 'commands: { pack: x }'] },
      ['with language go only "package" is a command of its own'],
    ],
    [
      'a pull request that is to tell the chain',
      { member: ['language: rust', 'events: { pull_request: [chain] }'] },
      ['a pull request is code that nobody has agreed to: it is checked, and never starts chain'],
    ],
    [
      'a push that nobody listens to',
      { member: ['language: rust', 'events: { push: [ci, chain] }'] },
      [
        'pushes of engine are told by the event upstream-changed, to which nothing listens; say triggers: { dispatches: standard }',
      ],
    ],
    [
      'a platform that the chain does not know',
      { member: ['language: rust', 'targets: { linx: x86_64-unknown-linux-gnu }'] },
      ['"linx" is no value of the chain\'s parameter platform; did you mean "linux"?'],
    ],
    [
      'a file of its own that is not generated',
      { member: ['language: rust', 'owned: [deploy.yml]'] },
      ['deploy.yml is not generated, and so belongs to engine anyway; generated are ci.yml, chain.yml, build.yml'],
    ],
    [
      'a build that is not told its commit',
      { entry: ["build: { inputs: { version: '{version}' } }"] },
      ['engine must be told {sha}, or nobody knows which commit is built; add it to its inputs'],
    ],
    [
      'repositories beside it that are not told',
      { member: ['language: rust', 'beside: true'] },
      ['engine must be told {needs}, or it is built with other commits beside it; add it to its inputs'],
    ],
    [
      'a build in the file of the checks',
      { entry: ["build: { workflows: [ci.yml], inputs: { sha: '{sha}' } }"] },
      ['ci.yml is generated for something else; name the actions workflow of the build build.yml'],
    ],
  ])('%s is refused', (_, lines, expected) => {
    expect(said(lines)).toEqual(expected);
  });

  test('two members of one repository are refused', () => {
    const text = `${chainWith({})}\n  again:\n    repository: ACME/engine\n    build: false\n    fleet: { language: rust }`;
    expect(problemsOf(text)).toEqual([
      '16:5: ACME/engine has the actions workflows of engine already; leave fleet out of again',
    ]);
  });

  test('a member without a fleet is refused', () => {
    const text = chainWith({}).replace(/fleet:\n {2}ci[^]*?repositories/, 'repositories');
    expect(problemsOf(text)).toEqual([
      '7:5: nothing says what the fleet shares; add fleet: with ci, actions and workflows on the top level',
    ]);
  });
});

describe('the root of the cache', () => {
  test.each([
    ['/', 'is the whole disk'],
    ['//', 'is the whole disk'],
    ['cache', 'must be an absolute path'],
    ['~/cache', 'must be an absolute path'],
    ['/root', 'holds other things'],
    ['/home/ann', 'holds other things'],
    ['/home/ann/', 'holds other things'],
    ['/Users/ann', 'holds other things'],
    ['/etc', 'holds other things'],
    ['/cache', 'is at the top of the disk'],
    ['/var/cache/../..', 'must be written without . and ..'],
    ['/var/cache/$HOME', 'must be of letters'],
  ])('%s is refused', (root, why) => {
    expect(said({ shared: [`cache: { root: '${root}' }`] })).toEqual([expect.stringContaining(`"${root}" ${why}`)]);
  });

  test.each(['/var/cache/cascade', '/home/runner/cache', '/mnt/disk-1/c'])('%s will do', (root) => {
    expect(said({ shared: [`cache: { root: ${root} }`] })).toEqual([]);
  });
});
