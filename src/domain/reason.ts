import type { ActionsRunRef } from './actions-run.ts';
import type { RepositoryKind } from './chain.ts';
import type { RetriedOutcome } from './build-recipe.ts';
import { assertNever } from './exhaustive.ts';
import { explainNoStart, type NoStartCause } from './no-start.ts';
import { type Actor, nameOf } from './trigger.ts';

/** Why a build is in the state that it is in: a code for programs, and with `explain` a sentence for people. */
export type Reason =
  // waiting
  | { readonly code: 'waiting-for-admission' }
  | { readonly code: 'waiting-for-needs'; readonly needs: readonly string[] }
  | { readonly code: 'waiting-for-slot'; readonly limit: number }
  | { readonly code: 'waiting-for-approval'; readonly gate: string }
  | { readonly code: 'paused'; readonly by: Actor }
  // running
  | { readonly code: 'building'; readonly workflow: string }
  | { readonly code: 'dispatching'; readonly attempt: number }
  | { readonly code: 'waiting-for-turn'; readonly workflow: string }
  | { readonly code: 'rate-limited'; readonly until: number }
  | { readonly code: 'unreachable'; readonly message: string }
  | { readonly code: 'looking-for-run'; readonly attempt: number; readonly because: string }
  | { readonly code: 'run-queued'; readonly run: ActionsRunRef }
  | { readonly code: 'run-in-progress'; readonly run: ActionsRunRef }
  | {
      readonly code: 'run-waiting';
      readonly run: ActionsRunRef;
      readonly status: string;
      readonly environments: readonly string[];
    }
  | { readonly code: 'retrying'; readonly attempt: number; readonly at: number; readonly because: Reason }
  | { readonly code: 'cancelling'; readonly by: Actor }
  // succeeded
  | { readonly code: 'built'; readonly run: ActionsRunRef; readonly artifacts: number }
  | { readonly code: 'verified'; readonly run: ActionsRunRef }
  | { readonly code: 'nothing-to-build'; readonly kind: RepositoryKind }
  | { readonly code: 'reused'; readonly train: string }
  // failed
  | {
      readonly code: 'run-failed';
      readonly run: ActionsRunRef;
      readonly outcome: RetriedOutcome;
      readonly jobs: readonly string[];
    }
  | { readonly code: 'run-cancelled'; readonly run: ActionsRunRef; readonly began: boolean }
  | { readonly code: 'run-deleted'; readonly run: ActionsRunRef }
  | { readonly code: 'run-not-successful'; readonly run: ActionsRunRef; readonly conclusion: string }
  | { readonly code: 'jobs-not-successful'; readonly run: ActionsRunRef; readonly jobs: readonly string[] }
  | { readonly code: 'artifacts-missing'; readonly run: ActionsRunRef; readonly names: readonly string[] }
  | {
      readonly code: 'commit-not-proven';
      readonly run: ActionsRunRef;
      readonly artifact: string;
    }
  | {
      readonly code: 'branch-moved';
      readonly run: ActionsRunRef;
      readonly pinned: string;
      readonly built: string;
    }
  | { readonly code: 'dispatch-refused'; readonly status: number; readonly message: string; readonly advice: string }
  | { readonly code: 'dispatch-lost'; readonly attempts: number }
  | { readonly code: 'several-candidates'; readonly runs: readonly ActionsRunRef[] }
  | {
      readonly code: 'queue-timeout';
      readonly run: ActionsRunRef | null;
      readonly after: number;
      readonly workflow: string;
      readonly cause: NoStartCause;
    }
  | { readonly code: 'build-timeout'; readonly run: ActionsRunRef; readonly after: number }
  | { readonly code: 'approval-timeout'; readonly run: ActionsRunRef; readonly after: number }
  | { readonly code: 'error'; readonly message: string }
  // neither
  | { readonly code: 'blocked'; readonly by: readonly string[] }
  | { readonly code: 'not-in-release' }
  | { readonly code: 'not-downstream'; readonly of: readonly string[] }
  | { readonly code: 'unchanged'; readonly since: string }
  | { readonly code: 'skipped-by-person'; readonly by: Actor; readonly why: string; readonly train: string }
  | { readonly code: 'built-by-push'; readonly run: ActionsRunRef }
  | { readonly code: 'cancelled'; readonly by: Actor };

/** The reason as one sentence, the same in every place where it is shown. */
export function explain(reason: Reason): string {
  switch (reason.code) {
    case 'waiting-for-admission':
      return 'waits until the chain admits the train';
    case 'waiting-for-needs':
      return `waits for ${list(reason.needs)}`;
    case 'waiting-for-slot':
      return `is ready, and waits for one of ${plural(reason.limit, 'build')} at once`;
    case 'waiting-for-approval':
      return `waits for a person to approve ${reason.gate}`;
    case 'paused':
      return `paused by ${nameOf(reason.by)}`;
    case 'building':
      return `is being built by ${reason.workflow}`;
    case 'dispatching':
      return reason.attempt === 1 ? 'asks GitHub for an actions run' : `asks GitHub again (attempt ${reason.attempt})`;
    case 'waiting-for-turn':
      return `waits for its turn: ${reason.workflow} shows no marker, so one dispatch follows another there`;
    case 'rate-limited':
      return `GitHub's rate limit: goes on at ${time(reason.until)}`;
    case 'unreachable':
      return `GitHub can't be reached, and is asked again soon: ${reason.message}`;
    case 'looking-for-run':
      return `looks for its actions run (attempt ${reason.attempt}): ${reason.because}`;
    case 'run-queued':
      return `actions run ${reason.run.id} is queued`;
    case 'run-in-progress':
      return `actions run ${reason.run.id} is in progress`;
    case 'run-waiting':
      return reason.environments.length > 0
        ? `actions run ${reason.run.id} waits for somebody to approve ${list(reason.environments)}: ${reason.run.url}`
        : `actions run ${reason.run.id} is "${reason.status}": somebody must act on ${reason.run.url}`;
    case 'retrying':
      return `attempt ${reason.attempt} follows at ${time(reason.at)}: ${explain(reason.because)}`;
    case 'cancelling':
      return `is being cancelled by ${nameOf(reason.by)}`;
    case 'built':
      return `built by actions run ${reason.run.id}, ${plural(reason.artifacts, 'artifact')}`;
    case 'verified':
      return `verified by actions run ${reason.run.id}`;
    case 'nothing-to-build':
      return `nothing to build: its kind is ${reason.kind}`;
    case 'reused':
      return `taken from ${reason.train}`;
    case 'run-failed':
      return `actions run ${reason.run.id} ended in ${reason.outcome}${jobs(reason.jobs)}: see ${reason.run.url}`;
    case 'run-cancelled':
      return reason.began
        ? `actions run ${reason.run.id} was cancelled by somebody: see ${reason.run.url}`
        : `actions run ${reason.run.id} was cancelled before any job began, by a concurrency rule or by somebody: see ${reason.run.url}`;
    case 'run-deleted':
      return `actions run ${reason.run.id} is gone: it was deleted, or its repository can't be seen any more`;
    case 'run-not-successful':
      return `actions run ${reason.run.id} concluded "${reason.conclusion}", which is no success: see ${reason.run.url}`;
    case 'jobs-not-successful':
      return `actions run ${reason.run.id} is green, but required jobs did not succeed: ${list(reason.jobs)}`;
    case 'artifacts-missing':
      return `actions run ${reason.run.id} is green, but these artifacts are missing: ${list(reason.names)}`;
    case 'commit-not-proven':
      return `actions run ${reason.run.id} is green, but has no artifact ${reason.artifact}, which would prove what was built`;
    case 'branch-moved':
      return `the branch moved: ${short(reason.pinned)} is pinned, actions run ${reason.run.id} has ${short(reason.built)}`;
    case 'dispatch-refused':
      return `GitHub refused the dispatch (${reason.status} ${reason.message}): ${reason.advice}`;
    case 'dispatch-lost':
      return `${plural(reason.attempts, 'dispatch', 'dispatches')} got no clear answer and started nothing that can be found`;
    case 'several-candidates':
      return `these actions runs could all be the one, and none shows the marker: ${list(reason.runs.map(({ url }) => url))}; cancel what nobody needs, and let the actions workflow show the marker in its run-name`;
    case 'queue-timeout':
      return `${reason.run === null ? 'no actions run started' : `actions run ${reason.run.id} did not start`} within ${duration(reason.after)}: ${explainNoStart(reason.cause, reason.workflow)}`;
    case 'build-timeout':
      return `actions run ${reason.run.id} did not end within ${duration(reason.after)} and was cancelled`;
    case 'approval-timeout':
      return `nobody approved actions run ${reason.run.id} within ${duration(reason.after)}, and it was cancelled`;
    case 'error':
      return reason.message;
    case 'blocked':
      return `blocked by ${list(reason.by)}`;
    case 'not-in-release':
      return 'is not part of the release, and nothing in it needs this';
    case 'not-downstream':
      return `does not depend on ${list(reason.of)}`;
    case 'unchanged':
      return `nothing in the chain changed since ${reason.since}`;
    case 'skipped-by-person':
      return `skipped by ${nameOf(reason.by)}, with the build of ${reason.train} in its place${reason.why === '' ? '' : `: ${reason.why}`}`;
    case 'built-by-push':
      return `built by its own actions run ${reason.run.id}, which the push started: ${reason.run.url}`;
    case 'cancelled':
      return `cancelled by ${nameOf(reason.by)}`;
    default:
      return assertNever(reason);
  }
}

function jobs(names: readonly string[]): string {
  return names.length === 0 ? '' : ` (${plural(names.length, 'job')}: ${list(names)})`;
}

function list(items: readonly string[]): string {
  return items.join(', ');
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function time(at: number): string {
  return new Date(at).toISOString();
}

function duration(ms: number): string {
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${Math.round(ms / 1000)} s`;
}

function short(commit: string): string {
  return commit.slice(0, 7);
}
