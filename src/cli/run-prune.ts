import { decidePruning, pruneReleases, type PrunedRelease } from '../app/prune-releases.ts';
import type { RetentionDecisions, RetentionPolicy } from '../domain/release/retention.ts';
import { configured } from './configured.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { printJson, printLines } from './output.ts';
import { canvasFor, type Canvas } from './render/columns.ts';
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

const DAY = 86_400_000;
/** Two weeks of them. */
const KEEP = 14;

/** Decides, tells, removes where that is wanted, and sets the exit status. */
export async function runPrune({ yes = false, chain: name, json = false, ...limits }: PruneOptions): Promise<void> {
  const { environment, chain } = await configured(name);
  const decisions = await decidePruning(environment, chain, policyOf(limits));
  const goes = decisions.remove.map(({ release }) => release);
  const pruned = yes ? await pruneReleases(environment, chain, goes) : null;
  if (json) printJson({ ...asJson(decisions), pruned });
  else printLines(describe(decisions, pruned, canvasFor(process.stdout)));
  if (pruned?.some(({ removed, left }) => !removed || left.length > 0) === true) process.exitCode = EXIT_STATUS.no;
}

function policyOf({ keep, maxAge, pin }: Pick<PruneOptions, 'keep' | 'maxAge' | 'pin'>): RetentionPolicy {
  return {
    keep: keep ?? (maxAge === undefined ? KEEP : null),
    maximumAgeDays: maxAge === undefined ? null : maxAge / DAY,
    pins: pin,
  };
}

function describe(
  decisions: RetentionDecisions,
  pruned: readonly PrunedRelease[] | null,
  canvas: Canvas,
): readonly string[] {
  return [...renderDecisions(decisions, canvas), '', ...renderPruned(decisions.remove.length, pruned)];
}

function asJson({ remove, keep }: RetentionDecisions) {
  const short = (decisions: RetentionDecisions['keep']) => decisions.map(({ release: { tag }, why }) => ({ tag, why }));
  return { remove: short(remove), keep: short(keep) };
}
