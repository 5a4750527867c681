import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decideRetention, type RetainedRelease, retentionFor } from '../../../src/domain/release/retention.ts';

const DAY = 86_400_000;
const NOW = 100 * DAY;
const NO_LIMITS = { keep: null, maximumAgeDays: null, pins: [] };

/** A nightly of ours that was published so many days ago. */
function nightly(age: number, differences: Partial<RetainedRelease> = {}): RetainedRelease {
  const tag = `nightly-202611${String(age).padStart(2, '0')}-3f2a91c`;
  return { id: 100 - age, tag, at: NOW - age * DAY, prerelease: true, ours: true, good: true, ...differences };
}

const told = (decisions: readonly { release: RetainedRelease; why: string }[]) =>
  decisions.map(({ release, why }) => `${release.tag} ${why}`);

test('the newest nightlies stay, and older ones go, whatever the order of the list', () => {
  const decided = decideRetention(
    [3, 1, 4, 2].map((age) => nightly(age)),
    { ...NO_LIMITS, keep: 2 },
    NOW,
  );
  expect(told(decided.remove)).toEqual([
    'nightly-20261103-3f2a91c is not among the newest 2 nightlies',
    'nightly-20261104-3f2a91c is not among the newest 2 nightlies',
  ]);
  expect(told(decided.keep)).toEqual([
    'nightly-20261101-3f2a91c is the last good nightly',
    'nightly-20261102-3f2a91c is within the limits',
  ]);
});

test('a nightly goes when it is older than so many days, and not on the day itself', () => {
  const decided = decideRetention([nightly(1), nightly(14), nightly(15)], { ...NO_LIMITS, maximumAgeDays: 14 }, NOW);
  expect(told(decided.remove)).toEqual(['nightly-20261115-3f2a91c is older than 14 days']);
});

test('the last good nightly stays, however old and however many came after it', () => {
  const releases = [nightly(1, { good: false }), nightly(50), nightly(51)];
  const decided = decideRetention(releases, { keep: 0, maximumAgeDays: 0, pins: [] }, NOW);
  expect(decided.remove.map(({ release }) => release)).toEqual([releases[0], releases[2]]);
  expect(told(decided.keep)).toEqual(['nightly-20261150-3f2a91c is the last good nightly']);
});

test('what is not a nightly of ours stays, and counts for nothing', () => {
  const releases = [
    nightly(0, { tag: 'v1.4.0', prerelease: false }),
    nightly(0, { tag: 'v1.5.0-rc.1' }),
    nightly(0, { tag: 'nightly' }),
    nightly(1, { ours: false }),
    nightly(2, { prerelease: false }),
    nightly(3),
    nightly(4),
    nightly(5),
  ];
  const decided = decideRetention(releases, { keep: 1, maximumAgeDays: null, pins: ['nightly-20261104-3f2a91c'] }, NOW);
  expect(told(decided.keep)).toEqual([
    'v1.4.0 is no nightly',
    'v1.5.0-rc.1 is no nightly',
    'nightly is no nightly',
    'nightly-20261101-3f2a91c was not made by Cascade',
    'nightly-20261102-3f2a91c is a nightly that was made a full release',
    'nightly-20261103-3f2a91c is the last good nightly',
    'nightly-20261104-3f2a91c is pinned',
  ]);
  expect(told(decided.remove)).toEqual(['nightly-20261105-3f2a91c is not among the newest 1 nightlies']);
});

test('limits that are asked for replace those of the chain, and pins are added to its own', () => {
  const chain = { keep: 14, maximumAgeDays: 30, pins: ['a'] };
  expect(retentionFor(chain, {})).toEqual(chain);
  expect(retentionFor(chain, { keep: 3, pins: ['b'] })).toEqual({ keep: 3, maximumAgeDays: null, pins: ['a', 'b'] });
  expect(retentionFor(chain, { maximumAgeDays: 7 })).toEqual({ keep: null, maximumAgeDays: 7, pins: ['a'] });
});

const releases = fc.uniqueArray(
  fc
    .tuple(fc.nat(30), fc.boolean(), fc.boolean(), fc.boolean())
    .map(([age, ours, good, prerelease]) => nightly(age, { ours, good, prerelease })),
  { selector: ({ id }) => id },
);
const limit = fc.option(fc.nat(10), { nil: null });

test('nothing is lost, and what must stay always does', () => {
  fc.assert(
    fc.property(releases, limit, limit, fc.nat(30), (list, keep, maximumAgeDays, pinned) => {
      const pins = [nightly(pinned).tag];
      const decided = decideRetention(list, { keep, maximumAgeDays, pins }, NOW);
      const removed = decided.remove.map(({ release }) => release);
      const kept = decided.keep.map(({ release }) => release);
      expect(new Set([...removed, ...kept])).toEqual(new Set(list));
      expect(removed.length + kept.length).toBe(list.length);
      for (const { ours, prerelease, tag } of removed) {
        expect({ ours, prerelease, isPinned: pins.includes(tag) }).toEqual({
          ours: true,
          prerelease: true,
          isPinned: false,
        });
      }
      const hadGood = list.some(({ ours, prerelease, good }) => ours && prerelease && good);
      expect(kept.some(({ ours, prerelease, good }) => ours && prerelease && good)).toBe(hadGood);
      if (keep === null && maximumAgeDays === null) expect(removed).toEqual([]);
    }),
  );
});
