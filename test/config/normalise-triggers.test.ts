import { expect, test } from 'vitest';
import type { DispatchRule } from '../../src/domain/push-policy.ts';
import { chainOf } from './chain-of.ts';

function dispatchesOf(dispatches: string): readonly DispatchRule[] {
  return chainOf(
    `chain: acme\ntriggers: { dispatches: ${dispatches} }\nrepositories: { engine: { repository: acme/engine } }`,
  ).triggers.dispatches;
}

const FIELDS = {
  repositoryFields: ['triggered_by', 'source', 'repo'],
  commitFields: ['source_sha', 'sha'],
  refFields: ['source_ref', 'ref'],
};

test('the standard dispatches build who receives them, whom they name, or all', () => {
  const shared = { names: {}, line: null, ...FIELDS };
  expect(dispatchesOf('standard')).toEqual([
    { ...shared, eventType: 'build-chain', builds: 'receiver' },
    { ...shared, eventType: 'upstream-changed', builds: 'receiver' },
    { ...shared, eventType: 'develop-chain', builds: 'receiver', line: 'develop' },
    { ...shared, eventType: 'build_all', builds: 'all' },
    { ...shared, eventType: 'build_{alias}', builds: 'named' },
  ]);
});

test('a rule for a dispatch says as much as it likes', () => {
  expect(
    dispatchesOf(`[{ event: go }, {
      event: 'make-{alias}', builds: named, repository_fields: [who], commit_fields: [commit, rev], ref_fields: [],
      names: { motor: engine }, line: next }]`),
  ).toEqual([
    { eventType: 'go', builds: 'receiver', names: {}, line: null, ...FIELDS },
    {
      eventType: 'make-{alias}',
      builds: 'named',
      names: { motor: 'engine' },
      repositoryFields: ['who'],
      commitFields: ['commit', 'rev'],
      refFields: [],
      line: 'next',
    },
  ]);
});

test("a rule of the chain's own takes the place of the standard one of its event", () => {
  const rules = dispatchesOf("[{ event: 'build_{alias}', builds: named, names: { motor: engine } }, standard]");
  expect(rules.map(({ eventType, names }) => [eventType, names])).toEqual([
    ['build_{alias}', { motor: 'engine' }],
    ['build-chain', {}],
    ['upstream-changed', {}],
    ['develop-chain', {}],
    ['build_all', {}],
  ]);
});
