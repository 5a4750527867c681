import type { ActionsRun, ActionsRunRef, RelatedRun } from './actions-run.ts';
import { matchingRuns, type RunIdentity, runsOfOtherWorkflows, type Turn, unmarkedCandidates } from './run-matching.ts';

/** How long to look for the run of an attempt, and by what it is told from others. Times are milliseconds since the epoch. */
export interface SearchTerms {
  readonly identity: RunIdentity;
  /** From when on an empty look means that there is none. */
  readonly until: number;
  /** Where the marker isn't shown: a run that is the only candidate counts from `sureFrom` on, when all would show. */
  readonly turn: (Turn & { readonly sureFrom: number }) | null;
}

export type FoundRuns =
  | { readonly type: 'none' }
  /** The run of the attempt; runs of the same attempt beyond the first; and what else the dispatch started. */
  | {
      readonly type: 'found';
      readonly run: ActionsRunRef;
      readonly surplus: readonly RelatedRun[];
      readonly others: readonly RelatedRun[];
    }
  /** Without a marker nobody can tell them apart. */
  | { readonly type: 'several'; readonly runs: readonly ActionsRunRef[] };

/** What one look means; or that it is worth another one, which before `again` would show nothing new. */
export type SearchResult = FoundRuns | { readonly type: 'not-yet'; readonly again: number; readonly why: string };

/**
 * What a list of runs says about the run of an attempt.
 * @param asked when the list was asked for: only what was asked late enough can prove that there is nothing
 */
export function searchRuns(runs: readonly ActionsRun[], terms: SearchTerms, asked: number): SearchResult {
  const found = terms.turn === null ? byMarker(runs, terms.identity) : alone(runs, terms.identity, terms.turn, asked);
  if (found.type !== 'none' || asked >= terms.until) return found;
  return { type: 'not-yet', again: asked, why: 'The actions run is not to be seen yet' };
}

function byMarker(runs: readonly ActionsRun[], identity: RunIdentity): FoundRuns {
  const [run, ...surplus] = matchingRuns(runs, identity);
  if (run === undefined) return { type: 'none' };
  return {
    type: 'found',
    run: refOf(run),
    surplus: surplus.map((one) => related(one, 'surplus')),
    others: runsOfOtherWorkflows(runs, identity).map((one) => related(one, 'other-workflow')),
  };
}

function alone(
  runs: readonly ActionsRun[],
  identity: RunIdentity,
  turn: NonNullable<SearchTerms['turn']>,
  asked: number,
): SearchResult {
  const candidates = unmarkedCandidates(runs, identity, turn);
  const [run] = candidates;
  if (run === undefined) return { type: 'none' };
  if (candidates.length > 1) return { type: 'several', runs: candidates.map(refOf) };
  if (asked < turn.sureFrom) {
    return { type: 'not-yet', again: turn.sureFrom, why: `Actions run ${run.id} could be the one` };
  }
  return { type: 'found', run: refOf(run), surplus: [], others: [] };
}

function related(run: ActionsRun, because: RelatedRun['because']): RelatedRun {
  return { run: refOf(run), workflow: run.workflow, because };
}

function refOf({ repository, id, attempt, url }: ActionsRun): ActionsRunRef {
  const [owner = '', name = ''] = repository.split('/');
  return { owner, name, id, attempt, url };
}
