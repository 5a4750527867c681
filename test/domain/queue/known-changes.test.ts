import { expect, test } from 'vitest';
import { knownChanges } from '../../../src/domain/queue/known-changes.ts';
import type { CascadeRequest, Trigger } from '../../../src/domain/trigger.ts';
import { chainOf } from '../../support/chains.ts';

const CHAIN = chainOf([['core', []]]);
const BY_QUEUE: Trigger = { type: 'manual', by: { type: 'cascade' } };
const BY_PERSON: Trigger = { type: 'manual', by: { type: 'person', name: 'Ada' } };

function request(trigger: Trigger, ...aliases: readonly string[]): CascadeRequest {
  const changed = aliases.map((repository) => ({ repository, commit: null, run: null }));
  return { kind: 'cascade', chain: 'acme', changed, line: null, only: false, parameters: {}, trigger };
}

test('a cascade of the queue goes without a repository that the chain has no more', () => {
  expect(knownChanges(CHAIN, request(BY_QUEUE, 'core', 'gone'))).toEqual({
    request: request(BY_QUEUE, 'core'),
    unknown: ['gone'],
  });
});

test('a person who names a repository that the chain does not have is told, and so is who asks for nothing else', () => {
  for (const asked of [request(BY_PERSON, 'core', 'gone'), request(BY_QUEUE, 'gone')]) {
    expect(knownChanges(CHAIN, asked)).toEqual({ request: asked, unknown: [] });
  }
});
