import { expect, test } from 'vitest';
import { checkTelling, type LookAtVariable } from '../../src/domain/check-telling.ts';
import type { TellWebhook } from '../../src/domain/telling.ts';
import { chain } from '../support/chains.ts';

function found(amiss: LookAtVariable, ...webhooks: readonly Partial<TellWebhook>[]) {
  const whole = webhooks.map((differences) => ({
    format: 'cascade' as const,
    urlVariable: 'CHAT_URL',
    secretVariable: null,
    on: ['settled' as const],
    kinds: ['release' as const],
    required: false,
    ...differences,
  }));
  const described = chain([], { tells: { statuses: false, webhooks: whole, issue: null } });
  return checkTelling(described, amiss).map(({ verdict, message }) => [verdict, message]);
}

const unset: LookAtVariable = (name) => `${name} is not set`;

test('a chain that posts nothing needs no variables', () => {
  expect(found(unset)).toEqual([]);
});

test('variables that are set are fine, addresses and secrets alike', () => {
  const asked: string[] = [];
  const look: LookAtVariable = (name, holds) => {
    asked.push(`${name}: ${holds}`);
    return null;
  };
  expect(found(look, {}, { urlVariable: 'AUDIT_URL', secretVariable: 'AUDIT_SECRET' })).toEqual([
    ['fine', 'the variables are set by which acme tells others'],
  ]);
  expect(asked).toEqual(['CHAT_URL: address', 'AUDIT_URL: address', 'AUDIT_SECRET: secret']);
});

test('what is amiss is wrong where a train fails by it, and doubtful elsewhere', () => {
  expect(found(unset, {}, { urlVariable: 'AUDIT_URL', secretVariable: 'AUDIT_SECRET', required: true })).toEqual([
    ['doubtful', 'CHAT_URL is not set: what trains of acme tell there is lost'],
    ['wrong', 'AUDIT_URL is not set, and trains of acme fail without it'],
    ['wrong', 'AUDIT_SECRET is not set, and trains of acme fail without it'],
  ]);
});
