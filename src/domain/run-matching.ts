import type { ActionsRun } from './actions-run.ts';
import { findMarker, formatMarker, type Marker } from './marker.ts';

/** What an actions run must agree with to be the one of a build attempt. A marker alone can be guessed or stolen. */
export interface RunIdentity {
  readonly marker: Marker;
  readonly event: 'workflow_dispatch' | 'repository_dispatch';
  /** File name of the actions workflow. */
  readonly workflow: string;
  /** `owner/name` of the repository in which it runs. */
  readonly repository: string;
  /** Login of the account that dispatched. */
  readonly actor: string;
}

/**
 * The actions runs of one build attempt, the earliest first: it is the build, and any other is one too many.
 * The head commit is judged apart, so that a branch that moved meanwhile is named as such.
 */
export function matchingRuns(runs: readonly ActionsRun[], identity: RunIdentity): readonly ActionsRun[] {
  return runs.filter((run) => isRunOf(run, identity)).sort((a, b) => a.createdAt - b.createdAt || a.id - b.id);
}

function isRunOf(run: ActionsRun, identity: RunIdentity): boolean {
  const marker = findMarker(run.title);
  return (
    marker !== null &&
    formatMarker(marker) === formatMarker(identity.marker) &&
    run.event === identity.event &&
    run.workflow === identity.workflow &&
    sameName(run.headRepository, identity.repository) &&
    sameName(run.actor, identity.actor)
  );
}

/** GitHub keeps the case of names but doesn't tell names apart by it. */
function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
