import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrivalsIn, packArrivals } from '../../../src/domain/queue/arrival-batch.ts';
import type { Arrival } from '../../../src/domain/queue/arrivals.ts';
import type { Actor, Trigger } from '../../../src/domain/trigger.ts';
import { arrival, commitOf, policy, pushCheck } from './support.ts';

const ADA = { type: 'github', login: 'ada' } as const;

function push(repository: string, commit: string, delivery: string, differences: Partial<Arrival> = {}): Arrival {
  return arrival(repository, {
    delivery: `${delivery}/${repository}`,
    commit,
    trigger: { type: 'push', repository, branch: 'main', commit, delivery, by: ADA },
    ...differences,
  });
}

test('pushes of a crowd travel with what is their own, and the rest once', () => {
  const [a, b] = [commitOf('a'), commitOf('b')];
  expect(packArrivals([push('core', a, 'd1'), push('app', b, 'd2', { at: 2 })])).toEqual({
    alike: {
      line: null,
      parameters: {},
      hop: null,
      check: null,
      trigger: 'push',
      branch: 'main',
      by: ADA,
      policy: policy(),
    },
    arrivals: [
      { delivery: 'd1/core', repository: 'core', commit: a, at: 1 },
      { delivery: 'd2/app', repository: 'app', commit: b, at: 2 },
    ],
  });
});

test('what one of them has otherwise stays with each', () => {
  const check = pushCheck();
  const { alike, arrivals } = packArrivals([
    push('core', commitOf('a'), 'd1', { check }),
    push('app', commitOf('b'), 'd2'),
  ]);
  expect(alike).not.toHaveProperty('check');
  expect(arrivals.map((one) => one.check)).toEqual([check, null]);
});

test('what an older API sends unpacked is taken as it is', () => {
  const arrivals = [push('core', commitOf('a'), 'd1'), arrival('app')];
  expect(arrivalsIn(arrivals)).toBe(arrivals);
});

const text = fc.constantFrom('core', 'app', 'core/app', '', 'd1', 'd1/core', commitOf('a'));
const by = fc.constantFrom<Actor>(ADA, { type: 'cascade' });
const trigger: fc.Arbitrary<Trigger> = fc.oneof(
  fc.record({ type: fc.constant('push'), repository: text, branch: text, commit: text, delivery: text, by }),
  fc.record({ type: fc.constant('dispatch'), repository: text, eventType: text, delivery: text, by }),
  fc.record({ type: fc.constant('manual'), by }),
);
const anything: fc.Arbitrary<Arrival> = fc.record({
  delivery: text,
  repository: text,
  commit: fc.option(text),
  at: fc.nat(3),
  line: fc.option(text),
  parameters: fc.dictionary(text, fc.array(text, { maxLength: 1 }), { maxKeys: 1 }),
  hop: fc.option(fc.record({ from: text, commit: fc.option(text) })),
  check: fc.option(fc.constant(pushCheck())),
  trigger,
  policy: fc.nat(2).map((trains) => policy({ trains })),
});
const pushes = fc
  .record({ repository: text, commit: text, delivery: text })
  .map((one) => push(one.repository, one.commit, one.delivery));

test('whatever is packed, and travels as JSON, comes out as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anything, pushes), { maxLength: 5 }), (arrivals) => {
      const travelled = JSON.parse(JSON.stringify(packArrivals(arrivals))) as ReturnType<typeof packArrivals>;
      expect(arrivalsIn(travelled)).toEqual(arrivals);
    }),
  );
});
