import { parseNightlyName } from './nightly-name.ts';

/** A release that exists, as far as it matters for whether it stays. */
export interface RetainedRelease {
  readonly id: number;
  readonly tag: string;
  /** When it was published, milliseconds since the epoch. */
  readonly at: number;
  readonly prerelease: boolean;
  /** Whether Cascade made it. */
  readonly ours: boolean;
  /** Whether it was finished and could be fallen back to. */
  readonly good: boolean;
}

/** Which nightlies stay. A nightly goes as soon as one of the two limits is passed. */
export interface RetentionPolicy {
  /** How many of the newest; `null` sets no limit. */
  readonly keep: number | null;
  /** Days; `null` sets no limit. */
  readonly maximumAgeDays: number | null;
  /** Tags that stay whatever the limits say. */
  readonly pins: readonly string[];
}

/** Limits that somebody asks for instead of those that the chain has, and pins beside the chain's. */
export type AskedRetention = Partial<RetentionPolicy>;

/** The policy to go by: limits that are asked for are all that there are. */
export function retentionFor(
  chain: RetentionPolicy,
  { keep, maximumAgeDays, pins = [] }: AskedRetention,
): RetentionPolicy {
  const asks = keep !== undefined || maximumAgeDays !== undefined;
  const limits = asks ? { keep: keep ?? null, maximumAgeDays: maximumAgeDays ?? null } : chain;
  return { ...limits, pins: [...chain.pins, ...pins] };
}

/** A release that stays or goes, with the reason in words. */
export interface RetentionDecision {
  readonly release: RetainedRelease;
  readonly why: string;
}

/** Every release, on one of two lists. */
export interface RetentionDecisions {
  readonly remove: readonly RetentionDecision[];
  readonly keep: readonly RetentionDecision[];
}

const DAY = 86_400_000;

/**
 * Decides which releases go. Only nightlies that Cascade made ever do, and of those never a pinned one nor the last good one.
 * @param now milliseconds since the epoch
 */
export function decideRetention(
  releases: readonly RetainedRelease[],
  policy: RetentionPolicy,
  now: number,
): RetentionDecisions {
  const newestFirst = releases.filter((release) => exemption(release) === null).sort(byAge);
  const lastGood = newestFirst.find(({ good }) => good);
  const decisions = releases.map((release) => {
    const rank = newestFirst.indexOf(release);
    const spared = exemption(release) ?? protection(release, policy, lastGood);
    const excess = spared === null ? passedLimit(release, rank, policy, now) : null;
    return { release, why: spared ?? excess ?? 'is within the limits', goes: excess !== null };
  });
  return { remove: decisionsThat(decisions, true), keep: decisionsThat(decisions, false) };
}

/** Why retention has nothing to do with a release; `null` for a nightly of ours. */
function exemption({ ours, tag, prerelease }: RetainedRelease): string | null {
  if (!ours) return 'was not made by Cascade';
  if (parseNightlyName(tag) === null) return 'is no nightly';
  return prerelease ? null : 'is a nightly that was made a full release';
}

function protection(
  release: RetainedRelease,
  { pins }: RetentionPolicy,
  lastGood: RetainedRelease | undefined,
): string | null {
  if (pins.includes(release.tag)) return 'is pinned';
  return release === lastGood ? 'is the last good nightly' : null;
}

function passedLimit(
  { at }: RetainedRelease,
  rank: number,
  { keep, maximumAgeDays }: RetentionPolicy,
  now: number,
): string | null {
  if (keep !== null && rank >= keep) return `is not among the newest ${keep} nightlies`;
  if (maximumAgeDays !== null && now - at > maximumAgeDays * DAY) return `is older than ${maximumAgeDays} days`;
  return null;
}

function byAge(a: RetainedRelease, b: RetainedRelease): number {
  return b.at - a.at || b.id - a.id;
}

function decisionsThat(
  decisions: readonly (RetentionDecision & { readonly goes: boolean })[],
  go: boolean,
): readonly RetentionDecision[] {
  return decisions.filter(({ goes }) => goes === go).map(({ release, why }) => ({ release, why }));
}
