import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { normaliseFleet } from '../../../src/config/fleet/normalise.ts';
import { ChainFile } from '../../../src/config/schema.ts';
import type { Member } from '../../../src/domain/fleet/fleet.ts';
import { chainWith, type Lines, said } from './chain-with.ts';

/** The repository `engine` of a chain that is in order, as files are generated from it. */
function memberOf(lines: Lines): Member | undefined {
  expect(said(lines)).toEqual([]);
  const file = ChainFile.parse(parse(chainWith(lines)));
  if (file.fleet === undefined) throw new Error('Every chain here has a fleet.');
  return normaliseFleet(file, file.fleet, {}).members.find(({ alias }) => alias === 'engine');
}

const TRIGGERS = 'triggers: { dispatches: standard }';

test.each([
  ['no checks at all', ['language: rust', 'ci: []']],
  ['no command but the one that builds', ['language: commands', 'commands: { build: make }']],
])('a push of a repository with %s is told, and nothing is checked', (_, member) => {
  const events = 'events: { push: [ci, chain] }';
  expect(memberOf({ member: [...member, events], chain: [TRIGGERS] })?.events).toEqual({
    push: ['chain'],
    pull_request: [],
    release: ['build'],
  });
});

test.each([
  ['that starts a train', ['triggers: { releases: [engine] }', 'release: { publish_in: acme/site }']],
  ['of the chain', ['release: { publish_in: engine }']],
  ['of the chain, in the repository by its name', ['release: { publish_in: Acme/Engine }']],
])('a release %s is not built a second time, unless somebody says so', (_, chain) => {
  expect(memberOf({ chain })?.events.release).toEqual([]);
  const member = ['language: rust', 'events: { release: [build] }'];
  expect(memberOf({ chain, member })?.events.release).toEqual(['build']);
});

test('a release that a person publishes elsewhere is built', () => {
  expect(memberOf({ chain: ['release: { publish_in: acme/site }'] })?.events.release).toEqual(['build']);
});

test('components of one repository lie beside another once, and never its own', () => {
  const beside = memberOf({
    member: ['language: rust', 'beside: true'],
    entry: ['needs: [a, b, c]', "build: { inputs: { sha: '{sha}', needs: '{needs}' } }"],
    others: [
      'a: { repository: acme/lib, build: false, branch: develop }',
      'b: { repository: acme/lib, build: false, branch: develop }',
      'c: { repository: acme/engine, build: false }',
    ],
  })?.beside;
  expect(beside).toEqual([{ owner: 'acme', name: 'lib', branch: 'develop' }]);
});
