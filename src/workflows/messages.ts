import { defineQuery, defineSignal } from '@temporalio/workflow';
import type { ActionsRunRef } from '../domain/actions-run.ts';
import type { Reason } from '../domain/reason.ts';
import type { TrainView } from '../domain/train-view.ts';
import type { RunHint } from '../domain/webhook-decision.ts';

/** Sent to a build when a webhook tells of its actions run. */
export const runChanged = defineSignal<[RunHint]>('runChanged');

/** A train's state, each build with its reason. */
export const trainState = defineQuery<TrainView>('state');

/** What a build is doing at the moment. */
export interface BuildProgress {
  readonly reason: Reason;
  /** The reason in words. */
  readonly why: string;
  readonly attempt: number;
  readonly run: ActionsRunRef | null;
}

/** A build's state, finer than its train knows it. */
export const buildState = defineQuery<BuildProgress>('state');
