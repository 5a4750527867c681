import { findHeldTags, type HeldTag, removeHeldTags } from '../app/prune-held-tags.ts';
import { decidePruning, pruneReleases, type PrunedRelease } from '../app/prune-releases.ts';
import type { Environment } from '../config/environment.ts';
import { type Chain, fullName } from '../domain/chain.ts';
import type { AskedRetention, RetentionDecisions } from '../domain/release/retention.ts';
import { configured } from './configured.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { openTrains } from './open-trains.ts';
import { printJson, printLines } from './output.ts';
import { canvasFor } from './render/columns.ts';
import { renderDecisions, renderPruned } from './render/prune-lines.ts';

/** What `cascade prune` is asked for. */
export interface PruneOptions {
  readonly yes?: boolean;
  readonly keep?: number;
  /** Milliseconds. */
  readonly maxAge?: number;
  readonly pin: readonly string[];
  readonly chain?: string;
  readonly json?: boolean;
}

/** What would go and what stays: releases, and tags on which builds were dispatched. */
export interface PruneDecisions {
  readonly releases: RetentionDecisions;
  readonly tags: readonly HeldTag[];
  /** Why the tags stay; `null` where they go. */
  readonly tagsStay: string | null;
}

/** What became of what was to go. */
export interface Pruned {
  readonly releases: readonly PrunedRelease[];
  /** Why a tag is still there, in words. */
  readonly tagsLeft: readonly string[];
}

const DAY = 86_400_000;

/** Decides, tells, removes where that is wanted, and sets the exit status. */
export async function runPrune({ yes = false, chain: name, json = false, ...limits }: PruneOptions): Promise<void> {
  const { environment, chain } = await configured(name);
  const decisions = await decide(environment, chain, limits);
  const pruned = yes ? await carryOut(environment, chain, decisions) : null;
  const canvas = canvasFor(process.stdout);
  if (json) printJson(asJson(decisions, pruned));
  else printLines([...renderDecisions(decisions, canvas), ...renderPruned(decisions, pruned)]);
  if (pruned !== null && isIncomplete(pruned)) process.exitCode = EXIT_STATUS.no;
}

async function decide(
  environment: Environment,
  chain: Chain,
  { keep, maxAge, pin: pins }: Pick<PruneOptions, 'keep' | 'maxAge' | 'pin'>,
): Promise<PruneDecisions> {
  const asked: AskedRetention = {
    ...(keep === undefined ? {} : { keep }),
    ...(maxAge === undefined ? {} : { maximumAgeDays: maxAge / DAY }),
    pins,
  };
  const releases = await decidePruning(environment, chain, asked);
  // Tags before trains: a tag that is seen is of a train that is listed, if it is still open.
  const tags = await findHeldTags(environment, chain);
  return { releases, tags, tagsStay: tags.length === 0 ? null : await whyTagsStay(environment) };
}

/** Which train a tag is of, the tag doesn't say. */
async function whyTagsStay(environment: Environment): Promise<string | null> {
  const open = await openTrains(environment);
  if (open === null) return "Temporal can't be asked about it";
  const [first] = open;
  return first === undefined ? null : `${first} may need it`;
}

async function carryOut(
  environment: Environment,
  chain: Chain,
  { releases, tags, tagsStay }: PruneDecisions,
): Promise<Pruned> {
  const goes = releases.remove.map(({ release }) => release);
  return {
    releases: await pruneReleases(environment, chain, goes),
    tagsLeft: tagsStay === null ? await removeHeldTags(environment, chain, tags) : [],
  };
}

function isIncomplete({ releases, tagsLeft }: Pruned): boolean {
  return tagsLeft.length > 0 || releases.some(({ removed, left }) => !removed || left.length > 0);
}

function asJson({ releases, tags, tagsStay }: PruneDecisions, pruned: Pruned | null) {
  const short = (decisions: RetentionDecisions['keep']) => decisions.map(({ release: { tag }, why }) => ({ tag, why }));
  return {
    remove: short(releases.remove),
    keep: short(releases.keep),
    heldTags: { tags: tags.map((held) => ({ repository: fullName(held), tag: held.tag })), stayBecause: tagsStay },
    pruned: pruned?.releases ?? null,
    heldTagsLeft: pruned?.tagsLeft ?? null,
  };
}
