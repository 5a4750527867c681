import { expect, test } from 'vitest';
import { cascadeKey, nightlyKey } from '../../../src/domain/queue/cascade-key.ts';
import type { NightlyRequest } from '../../../src/domain/trigger.ts';

const EVERY_NIGHT: NightlyRequest = {
  kind: 'nightly',
  chain: 'acme',
  parameters: { variant: ['base'] },
  trigger: { type: 'schedule', schedule: 'nightly' },
  refs: {},
  dryRun: false,
  force: false,
};

test('a trial, a nightly of other commits and a forced one are no other than themselves', () => {
  const refs = { core: 'v1', app: 'main' };
  const keys = [{}, { dryRun: true }, { force: true }, { refs }, { refs: { core: 'v1' } }].map((differences) =>
    nightlyKey({ ...EVERY_NIGHT, ...differences }),
  );
  expect(new Set(keys).size).toBe(keys.length);
  expect(nightlyKey({ ...EVERY_NIGHT, refs: { app: 'main', core: 'v1' } })).toBe(keys[3]);
});

test('the nightly of every night has the key that older code gave it', () => {
  expect(nightlyKey(EVERY_NIGHT)).toBe(cascadeKey({ line: null, parameters: { variant: ['base'] }, only: false }));
});
