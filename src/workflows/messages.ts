import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { ActionsRunRef, RelatedRun } from '../domain/actions-run.ts';
import type { ProvedVote } from '../domain/approvals/gate.ts';
import type { Asker } from '../domain/dispatch-lane.ts';
import type {
  AdmissionAnswer,
  AdmissionAsk,
  PlaceGivenBack,
  RunnerShares,
  SharesGivenBack,
  TrainScope,
} from '../domain/queue/admission.ts';
import type { ArrivalBatch } from '../domain/queue/arrival-batch.ts';
import type { Arrival, PushHint } from '../domain/queue/arrivals.ts';
import type { QueueState } from '../domain/queue/queue-state.ts';
import type { QueueView } from '../domain/queue/queue-view.ts';
import type { RateBudget } from '../domain/rate-budget.ts';
import type { Reason } from '../domain/reason.ts';
import type { UnderwayTrain } from '../domain/train-state.ts';
import type { TrainView } from '../domain/train-view.ts';
import type { RunHint } from '../domain/webhook-decision.ts';

/** Sent to a build when a webhook tells of its actions run. */
export const runChanged = defineSignal<[RunHint]>('runChanged');

/** Sent to a build whose turn of that number it is, with the ids of the runs that belong to others. */
export const turnGranted = defineSignal<[number, readonly number[]]>('turnGranted');

/** Sent to a lane by a build that wants a turn. */
export const askForTurn = defineSignal<[Asker]>('askForTurn');

/** Sent to a lane by a build that is done with its turn, or wants none any more, with the ids of the runs that it found. */
export const endTurn = defineSignal<[Asker, readonly number[]]>('endTurn');

/**
 * Hands a person's armoured, detached signature over `SHA256SUMS` to a train's publishing; answers who signed and how many
 * there are now, and is refused with the reason.
 */
export const handInSignature = defineUpdate<string, [string]>('handInSignature');

/** What comes with a command, as a person writes it: an object with its wishes, `by` and `why`, all of them optional. */
export type CommandInput = unknown;

/** The commands that a train takes; each answers what it does, and is refused with the reason. */
export const trainCommands = {
  pause: defineUpdate<string, [CommandInput]>('pause'),
  resume: defineUpdate<string, [CommandInput]>('resume'),
  cancel: defineUpdate<string, [CommandInput]>('cancel'),
  retry: defineUpdate<string, [CommandInput]>('retry'),
  skip: defineUpdate<string, [CommandInput]>('skip'),
  'set-limits': defineUpdate<string, [CommandInput]>('set-limits'),
} as const;

/**
 * What people say to the gates of a train: a vote with the proof of who it is from. Answers how the gate stands, and is
 * refused with the reason, and then counts for nothing.
 */
export const votes = {
  approve: defineUpdate<string, [ProvedVote]>('approve'),
  reject: defineUpdate<string, [ProvedVote]>('reject'),
} as const;

/** Sent to a train: its build of that alias has ended, and a webhook told of a later attempt of an actions run of it. */
export const runSeen = defineSignal<[string, RunHint]>('runSeen');

/** Sent to a build that is about to be cancelled, where its actions run is to go on. */
export const leaveRun = defineSignal('leaveRun');

/** Sent to a train by its publishing: everything is in the draft of that page, and gates decide whether it is published. */
export const draftReady = defineSignal<[string]>('draftReady');

/** Sent to publishing by its train: what the gates said, and why. */
export const publishingWord = defineSignal<['go' | 'stop', string]>('publishingWord');

/** A train's state, each build with its reason. */
export const trainState = defineQuery<TrainView>('state');

/** What a build is doing at the moment. */
export interface BuildProgress {
  readonly reason: Reason;
  /** The reason in words. */
  readonly why: string;
  readonly attempt: number;
  readonly run: ActionsRunRef | null;
  readonly related: readonly RelatedRun[];
  /** What was left of the rate limit when GitHub was asked last. */
  readonly budget: RateBudget | null;
}

/** A build's state, finer than its train knows it. */
export const buildState = defineQuery<BuildProgress>('state');

/** Sent to the queue of a chain by a train that asks whether it may go on. Asking again gets the same answer again. */
export const askAdmission = defineSignal<[AdmissionAsk]>('askAdmission');

/**
 * Sent to the queue of a chain with what webhooks told of, by an API from before 2026-11-22 unpacked; `pauses` where nothing more
 * comes from there for a moment.
 */
export const arrive = defineSignal<[arrived: ArrivalBatch | readonly Arrival[], pauses?: boolean]>('arrive');

/** Sent to the queue of a chain when actions runs of pushes have ended. */
export const checkPushes = defineSignal<[readonly PushHint[]]>('checkPushes');

/** Sent to the queue of a chain by a train that knows what it builds. */
export const departed = defineSignal<[TrainScope]>('departed');

/** Sent to the queue of a chain by a train that keeps to the shares that it was told. */
export const sharesGivenBack = defineSignal<[SharesGivenBack]>('sharesGivenBack');

/** Sent to the queue of a chain by a train that needs no place any more. */
export const placeGivenBack = defineSignal<[PlaceGivenBack]>('placeGivenBack');

/** Sent to a train: the answer of the queue to the execution of that run id. */
export const admission = defineSignal<[string, AdmissionAnswer]>('admission');

/** Sent to a train: the builds at once that the execution of that run id may have from now on, on each limited label. */
export const sharesChanged = defineSignal<[string, RunnerShares]>('sharesChanged');

/** All that the queue of a chain knows; who takes its place where somebody ended it asks for that. */
export const queueMemory = defineQuery<QueueState>('memory');

/** Whether a train has its place in the queue of its chain. */
export const trainPlace = defineQuery<UnderwayTrain['place']>('place');

/** The queue of a chain: what is under way, what waits and why, and what became of whatever came. */
export const queueState = defineQuery<QueueView>('queue');
