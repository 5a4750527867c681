import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type TrustFacts, trustOf } from '../../../src/fleet/actions/cache/tier.mjs';

const PUSH: TrustFacts = {
  event: 'push',
  repository: 'acme/engine',
  ref: 'refs/heads/main',
  defaultBranch: 'main',
  sameCommit: true,
  pull: null,
  needs: false,
  publishing: false,
};
const PULL: TrustFacts = {
  ...PUSH,
  event: 'pull_request',
  ref: 'refs/pull/7/merge',
  pull: { number: 7, from: 'acme/engine' },
};

it('lets the default branch read and write what is trusted', () => {
  expect(trustOf(PUSH)).toMatchObject({ reads: ['trusted'], writes: 'trusted' });
});

it('lets a pull request of the repository itself read what is trusted, and write its own', () => {
  expect(trustOf(PULL)).toMatchObject({ reads: ['trusted', 'pr-7'], writes: 'pr-7' });
});

it.each([
  ['a fork', { ...PULL, pull: { number: 7, from: 'eve/engine' } }],
  ['a fork that was deleted', { ...PULL, pull: { number: 7, from: null } }],
  ['an unknown pull request', { ...PULL, pull: null }],
  ['pull_request_target, which has the rights of the default branch', { ...PULL, event: 'pull_request_target' }],
  ['workflow_run', { ...PUSH, event: 'workflow_run' }],
  ['a release', { ...PUSH, event: 'release' }],
  ['a tag', { ...PUSH, ref: 'refs/tags/v1.0.0' }],
  ['a build that is published', { ...PUSH, publishing: true }],
  ['an event of tomorrow', { ...PUSH, event: 'teleport' }],
])('gives nothing to %s', (_, facts) => {
  expect(trustOf(facts)).toMatchObject({ reads: [], writes: null });
});

it.each(['workflow_dispatch', 'repository_dispatch'])(
  'lets a %s that names what is built in read what is trusted, and write apart from it',
  (event) => {
    const trust = trustOf({ ...PUSH, event, needs: true });
    expect(trust).toMatchObject({ reads: ['trusted', 'asked'], writes: 'asked' });
    expect(trustOf({ ...PUSH, needs: true })).toMatchObject({ reads: ['trusted'], writes: 'trusted' });
    expect(trustOf({ ...PULL, needs: true }).reads).not.toContain('asked');
  },
);

it.each([
  ['another branch', { ...PUSH, ref: 'refs/heads/develop' }],
  ['a dispatch for another commit than the head', { ...PUSH, event: 'repository_dispatch', sameCommit: false }],
  ['a repository whose default branch is not told', { ...PUSH, defaultBranch: '' }],
])('lets %s read only', (_, facts) => {
  expect(trustOf(facts)).toMatchObject({ reads: ['trusted'], writes: null });
});

it('lets nothing write what is trusted but the head of the default branch, for no event there is', () => {
  const facts: fc.Arbitrary<TrustFacts> = fc.record({
    event: fc.constantFrom(
      'push',
      'pull_request',
      'pull_request_target',
      'schedule',
      'release',
      'workflow_dispatch',
      'repository_dispatch',
      'x',
    ),
    repository: fc.constant('acme/engine'),
    ref: fc.constantFrom('refs/heads/main', 'refs/heads/main2', 'refs/tags/main', 'refs/pull/1/merge', 'main', ''),
    defaultBranch: fc.constantFrom('main', ''),
    sameCommit: fc.boolean(),
    pull: fc.option(fc.record({ number: fc.nat(), from: fc.constantFrom('acme/engine', 'eve/engine', null) })),
    needs: fc.boolean(),
    publishing: fc.boolean(),
  });
  fc.assert(
    fc.property(facts, (given) => {
      const { writes } = trustOf(given);
      if (writes !== 'trusted') return;
      expect(given).toMatchObject({
        ref: 'refs/heads/main',
        defaultBranch: 'main',
        sameCommit: true,
        publishing: false,
      });
      expect(given.event).not.toMatch(/pull|release/);
      if (given.event.includes('dispatch')) expect(given.needs).toBe(false);
    }),
  );
});
