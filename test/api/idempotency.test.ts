import { expect, test } from 'vitest';
import { SOMEBODY_HERE } from '../../src/domain/access/caller.ts';
import { updateIdOf } from '../../src/api/schemas/idempotency.ts';

const key = { 'idempotency-key': 'k' };

test('one key is one command only for the same command of the same caller', () => {
  const alice = { ...SOMEBODY_HERE, name: 'alice' };
  const ids = [
    updateIdOf(alice, 'pause', key),
    updateIdOf(alice, 'resume', key),
    updateIdOf(SOMEBODY_HERE, 'pause', key),
    updateIdOf(alice, 'pause', {}),
    updateIdOf(alice, 'pause', {}),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect(updateIdOf(alice, 'pause', key)).toBe(ids[0]);
});
