import { ActivityCancellationType, proxyActivities, proxyLocalActivities, workflowInfo } from '@temporalio/workflow';
import type { createActivities } from '../activities/index.ts';
import type { Timings } from '../domain/timings.ts';

type Activities = ReturnType<typeof createActivities>;

const MINUTE = 60_000;

/**
 * Activities on the queue of the workflows themselves: cheap, and asking nothing of GitHub. However long no worker is
 * there, the train goes on from them afterwards.
 */
export function localActivities() {
  return proxyActivities<
    Pick<
      Activities,
      'loadChain' | 'askForTurn' | 'cancelTrain' | 'askAdmission' | 'tellQueue' | 'wasBegun' | 'endOrphan'
    >
  >({ startToCloseTimeout: MINUTE });
}

/** The same for what a person waits for, who can ask again. */
export function answeringActivities() {
  return proxyActivities<Pick<Activities, 'readEarlierBuild' | 'attemptsMade' | 'checkVote'>>({
    startToCloseTimeout: MINUTE,
    scheduleToCloseTimeout: '1 hour',
  });
}

/** The look whether a build that has its turn still lives: repeated for as long as it does. */
export function turnWatching() {
  return proxyActivities<Pick<Activities, 'watchTurn'>>({
    startToCloseTimeout: MINUTE,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { initialInterval: 2000, backoffCoefficient: 2, maximumInterval: MINUTE },
  });
}

/** Calls to GitHub that may be repeated: retried through an outage for as long as the patience lasts. */
export function githubActivities(timings: Timings, owner: string) {
  return proxyActivities<
    Pick<
      Activities,
      | 'findActionsRun'
      | 'findSignal'
      | 'locateReceiver'
      | 'listKnownRuns'
      | 'readActionsRun'
      | 'rerunFailedJobs'
      | 'cancelActionsRun'
      | 'explainNoStart'
      | 'holdCommit'
      | 'releaseCommit'
      | 'listReleaseFiles'
      | 'openDraft'
      | 'discardDraft'
      | 'checkDraft'
      | 'publishRelease'
      | 'tellSignatures'
      | 'openRolling'
      | 'clearRolling'
      | 'proposeVersions'
    >
  >({
    ...askingGitHub(owner),
    startToCloseTimeout: timings.call,
    scheduleToCloseTimeout: timings.patience,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { initialInterval: 1000, backoffCoefficient: 2, maximumInterval: MINUTE },
  });
}

/**
 * The read after a webhook, made inside the workflow task that the webhook caused: the next build waits for it, and the
 * way over a task queue would take longer than the read. Tried once; whoever calls it falls back to the ordinary read.
 */
export function readingAtOnce() {
  return proxyLocalActivities<Pick<Activities, 'readActionsRun'>>({
    startToCloseTimeout: 5000,
    retry: { maximumAttempts: 1 },
  });
}

/**
 * The look whether what follows has begun before, made inside the workflow task that then begins it: a reset to before one
 * is a reset to before the other, and whoever is reset looks anew.
 */
export function lookingAtOnce() {
  return proxyLocalActivities<Pick<Activities, 'wasBegun'>>({ startToCloseTimeout: 5000 });
}

/** What makes many calls in one activity, and says meanwhile that it lives. */
export function manyCalls(timings: Timings) {
  return proxyActivities<Pick<Activities, 'pinCommits' | 'tagRepositories' | 'writeNotes'>>({
    taskQueue: `${workflowInfo().taskQueue}-github`,
    startToCloseTimeout: 10 * timings.call,
    heartbeatTimeout: 2 * timings.call,
    scheduleToCloseTimeout: timings.patience,
  });
}

/** The dispatch: never repeated by the engine, because GitHub may have accepted what it did not answer. */
export function dispatching(timings: Timings, owner: string) {
  return proxyActivities<Pick<Activities, 'startActionsRun' | 'sendSignal'>>({
    ...askingGitHub(owner, DISPATCHES_FIRST),
    scheduleToCloseTimeout: timings.dispatchTimeout,
    heartbeatTimeout: timings.dispatchHeartbeat,
    retry: { maximumAttempts: 1 },
  });
}

/** The safety poll: the engine repeats it at the interval until `budget` milliseconds are over, and no history grows. */
export function polling(timings: Timings, owner: string, interval: number, budget: number) {
  return proxyActivities<Pick<Activities, 'watchActionsRun'>>({
    ...askingGitHub(owner, POLLS_LAST),
    startToCloseTimeout: timings.call,
    scheduleToCloseTimeout: budget,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { initialInterval: interval, backoffCoefficient: 1 },
  });
}

/** Looks at a package registry, repeated by the engine at the interval until `budget` milliseconds are over. */
export function askingRegistry(timings: Timings, interval: number, budget: number) {
  return proxyActivities<Pick<Activities, 'checkPublished' | 'watchPublished'>>({
    startToCloseTimeout: timings.call,
    scheduleToCloseTimeout: budget,
    retry: { initialInterval: interval, backoffCoefficient: 1 },
  });
}

/** Tells people, again and again until `budget` milliseconds are over. */
export function posting(budget: number) {
  return proxyActivities<Pick<Activities, 'postNotice'>>({
    startToCloseTimeout: MINUTE,
    scheduleToCloseTimeout: budget,
    retry: { initialInterval: 2000, backoffCoefficient: 2, maximumInterval: 30 * MINUTE },
  });
}

/** Says things of commits and in issues, again and again until `budget` milliseconds are over. */
export function tellingGitHub(timings: Timings, owner: string, budget: number) {
  return proxyActivities<Pick<Activities, 'setStatuses' | 'keepIssue'>>({
    ...askingGitHub(owner, POLLS_LAST),
    startToCloseTimeout: 10 * timings.call,
    heartbeatTimeout: 2 * timings.call,
    scheduleToCloseTimeout: budget,
    retry: { initialInterval: 2000, backoffCoefficient: 2, maximumInterval: 30 * MINUTE },
  });
}

const DISPATCHES_FIRST = 2;
const POLLS_LAST = 4;

/**
 * The queue of what spends the rate limit. Each owner has an installation, and a limit, of its own: with fairness on, the
 * server takes from all of them in turn, so that a busy one doesn't slow the others.
 */
function askingGitHub(owner: string, priorityKey?: number) {
  return {
    taskQueue: `${workflowInfo().taskQueue}-github`,
    priority: { fairnessKey: owner, ...(priorityKey === undefined ? {} : { priorityKey }) },
  };
}

/** Activities that move big bodies, few at a time. */
export function transferActivities(timings: Timings) {
  return proxyActivities<
    Pick<
      Activities,
      | 'collectFiles'
      | 'readImageDigests'
      | 'packFiles'
      | 'uploadFiles'
      | 'uploadDocuments'
      | 'requireSigner'
      | 'signDocuments'
      | 'checkSignature'
      | 'uploadSignatures'
      | 'discardStaged'
    >
  >({
    taskQueue: `${workflowInfo().taskQueue}-transfer`,
    startToCloseTimeout: timings.transfer,
    heartbeatTimeout: timings.transferHeartbeat,
    scheduleToCloseTimeout: timings.patience + timings.transfer,
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
    retry: {
      initialInterval: 1000,
      backoffCoefficient: 2,
      maximumInterval: MINUTE,
      nonRetryableErrorTypes: ['ArchiveRefused'],
    },
  });
}
