import type { ActionsRun } from './actions-run.ts';
import { findMarker, formatMarker, type Marker } from './marker.ts';

/** What an actions run must agree with to be the one of a build attempt. A marker alone can be guessed or stolen. */
export interface RunIdentity {
  readonly marker: Marker;
  readonly event: 'workflow_dispatch' | 'repository_dispatch';
  /** File name of the actions workflow. */
  readonly workflow: string;
  /** The branch or tag that it runs on; `null` where the dispatch leaves that to GitHub. */
  readonly branch: string | null;
  /** Login of the account that dispatched. */
  readonly actor: string;
}

/** What bounds the search for a run that doesn't show its marker, while no other dispatch of ours is under way there. */
export interface Turn {
  /** No run is older than the dispatch; milliseconds since the epoch, the difference of clocks allowed for. */
  readonly since: number;
  /** Ids of runs that were there before, or that belong to other builds. */
  readonly taken: readonly number[];
}

/**
 * The actions runs of one build attempt, the earliest first: it is the build, and any other is one too many.
 * The head commit is judged apart, so that a branch that moved meanwhile is named as such.
 */
export function matchingRuns(runs: readonly ActionsRun[], identity: RunIdentity): readonly ActionsRun[] {
  return runs.filter((run) => mismatch(run, identity) === null).sort(byAge);
}

/** The other actions workflows that the same dispatch started: they show the same marker. */
export function runsOfOtherWorkflows(runs: readonly ActionsRun[], identity: RunIdentity): readonly ActionsRun[] {
  return runs
    .filter((run) => run.workflow !== identity.workflow)
    .filter((run) => mismatch(run, { ...identity, workflow: run.workflow }) === null)
    .sort(byAge);
}

/**
 * Where no marker is shown: the runs that agree in all else and belong to nobody. Exactly one is the build's; with
 * two, nobody can tell, and guessing would be worse than failing.
 */
export function unmarkedCandidates(
  runs: readonly ActionsRun[],
  identity: RunIdentity,
  { since, taken }: Turn,
): readonly ActionsRun[] {
  return runs
    .filter((run) => run.createdAt >= since && !taken.includes(run.id) && findMarker(run.title) === null)
    .filter((run) => disagreement(run, identity) === null)
    .sort(byAge);
}

/** Why a run is not that of the attempt, in words; `null` where it is. */
export function mismatch(run: ActionsRun, identity: RunIdentity): string | null {
  const marker = findMarker(run.title);
  const wanted = formatMarker(identity.marker);
  if (marker === null || formatMarker(marker) !== wanted) return `its title "${run.title}" does not show ${wanted}`;
  return disagreement(run, identity);
}

function disagreement(run: ActionsRun, { event, workflow, branch, actor }: RunIdentity): string | null {
  if (run.fromFork) return 'its commit comes from a fork';
  if (run.event !== event) return `${run.event} started it, not ${event}`;
  if (run.workflow !== workflow) return `it runs ${run.workflow}, not ${workflow}`;
  if (branch !== null && run.headBranch !== branch) return `it runs on ${run.headBranch}, not on ${branch}`;
  // GitHub keeps the case of names but doesn't tell names apart by it.
  if (run.actor.toLowerCase() !== actor.toLowerCase()) return `@${run.actor} started it, not @${actor}`;
  return null;
}

function byAge(a: ActionsRun, b: ActionsRun): number {
  return a.createdAt - b.createdAt || a.id - b.id;
}
