import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Cleanable, type Limits, planClean } from '../../../src/fleet/actions/cache/plan-clean.mjs';
import { LONG } from '../../support/long.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = 1000 * DAY;

/** The model looks at all entries again and again. */
const RUNS = LONG ? 500 : 25;

const entry = fc.record({
  tier: fc.constantFrom('trusted', 'pr-1', 'pr-2'),
  group: fc.constantFrom('acme+core+target', 'acme+engine+target'),
  // Some were used by a clock that ran ahead.
  age: fc.integer({ min: -3, max: 40 }),
  unused: fc.integer({ min: 0, max: 10 }),
  bytes: fc.integer({ min: 1, max: 1000 }),
});
const entries = fc.array(entry, { minLength: 100, maxLength: 100 }).map((all) =>
  all.map(({ age, unused, ...rest }, index): Cleanable => {
    const saved = NOW - age * DAY - index;
    return { ...rest, path: `entry-${index}`, saved, used: saved + unused * DAY };
  }),
);
const limits: fc.Arbitrary<Limits> = fc.record({
  budget: fc.integer({ min: 0, max: 60_000 }),
  missing: fc.integer({ min: -1000, max: 30_000 }),
  keep: fc.integer({ min: 1, max: 5 }),
});
const inUse = fc.uniqueArray(fc.integer({ min: 0, max: 99 }), { maxLength: 10 });

/** What stays, said in another way: one entry after the other goes while a limit is broken and one may go. */
function modelOfKept(all: readonly Cleanable[], { budget, missing, keep }: Limits, busy: ReadonlySet<string>) {
  const shelf = ({ tier, group }: Cleanable) => (tier === 'trusted' ? group : `pull requests of ${group}`);
  const newer = (one: Cleanable) =>
    all.filter((other) => shelf(other) === shelf(one) && other.saved > one.saved).length;
  const mayGo = (one: Cleanable) => newer(one) >= keep && one.used <= NOW - DAY && !busy.has(one.path);
  const size = (some: readonly Cleanable[]) => some.reduce((sum, { bytes }) => sum + bytes, 0);
  let kept = [...all];
  const broken = () => (budget > 0 && size(kept) > budget) || size(all) - size(kept) < missing;
  for (;;) {
    const oldest = kept.filter(mayGo).toSorted((one, other) => one.used - other.used)[0];
    if (oldest === undefined || !broken()) return new Set(kept.map(({ path }) => path));
    kept = kept.filter((each) => each !== oldest);
  }
}

it('keeps of 100 aged entries what a model keeps, whatever the limits', () => {
  fc.assert(
    fc.property(entries, limits, inUse, (all, given, used) => {
      const stuck = new Map(used.map((index) => [`entry-${index}`, 'in use']));
      const { remove, keep } = planClean(all, given, { now: NOW, stuck });
      expect(new Set(keep.map(({ entry: { path } }) => path))).toEqual(modelOfKept(all, given, new Set(stuck.keys())));
      expect(remove.length + keep.length).toBe(all.length);
    }),
    { numRuns: RUNS },
  );
});

it('removes older entries before newer ones', () => {
  fc.assert(
    fc.property(entries, limits, (all, given) => {
      const { remove } = planClean(all, given, { now: NOW, stuck: new Map() });
      const uses = remove.map(({ used }) => used);
      expect(uses).toEqual(uses.toSorted((one, other) => one - other));
    }),
    { numRuns: RUNS },
  );
});

it('removes nothing within its limits, and says what it could not remove beyond them', () => {
  const old = { tier: 'trusted', group: 'acme+core+target', saved: 0, used: 0, bytes: 10 };
  const all = ['a', 'b', 'c', 'd'].map((path, index) => ({ ...old, path, saved: index, used: index }));
  const situation = { now: NOW, stuck: new Map<string, string>() };
  expect(planClean(all, { budget: 40, missing: 0, keep: 3 }, situation)).toMatchObject({ remove: [], beyond: 0 });
  const strict = planClean(all, { budget: 1, missing: 0, keep: 3 }, situation);
  expect(strict.remove.map(({ path }) => path)).toEqual(['a']);
  expect(strict.beyond).toBe(29);
});
