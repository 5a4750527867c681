import {
  ApplicationFailure,
  ChildWorkflowCancellationType,
  ChildWorkflowFailure,
  type ChildWorkflowOptions,
  executeChild,
  isCancellation,
  ParentClosePolicy,
  rootCause,
  WorkflowIdReusePolicy,
} from '@temporalio/workflow';
import type { BuildOrder } from '../domain/build-order.ts';
import { buildId } from '../domain/ids.ts';
import { type BuildOutcome, neverAttempted } from '../domain/train-state.ts';
import { SOMEBODY_IN_TEMPORAL } from '../domain/trigger.ts';
import { build } from './build.ts';
import { executeOwnChild } from './own-child.ts';
import { searchAttributes } from './search-attributes.ts';

/** How a train lives with what it starts: a cancellation reaches all of it, and is waited for. */
export const CHILD_OPTIONS = {
  cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
  parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
  workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
} as const satisfies ChildWorkflowOptions;

/** What a build is shown with, apart from its order. */
export interface BuildTitle {
  /** What it does, for a list. */
  readonly summary: string;
  readonly attributes: Parameters<typeof searchAttributes>[0];
}

/** Runs the build of one repository, or a publish step as one. What it rejects with, `outcomeOf` understands. */
export function executeBuild(order: BuildOrder, { summary, attributes }: BuildTitle): ReturnType<typeof build> {
  const { owner, name, workflow, ref } = order.target;
  const workflowId = buildId(order.train, order.alias);
  return executeOwnChild(workflowId, () =>
    executeChild(build, {
      ...CHILD_OPTIONS,
      workflowId,
      args: [order],
      staticSummary: summary,
      staticDetails: `${order.dispatch.type} of \`${workflow}\` in ${owner}/${name} on \`${ref}\``,
      typedSearchAttributes: searchAttributes(attributes),
    }),
  );
}

/** How a build ended that did not succeed. */
export function outcomeOf(error: unknown): BuildOutcome {
  if (isCancellation(error)) {
    return { status: 'cancelled', reason: { code: 'cancelled', by: SOMEBODY_IN_TEMPORAL } };
  }
  const cause = error instanceof ChildWorkflowFailure ? error.cause : error;
  if (cause instanceof ApplicationFailure && cause.type === 'BuildFailed') {
    const [outcome] = cause.details ?? [];
    // The build itself put it there, and nobody else throws this type.
    return outcome as BuildOutcome;
  }
  return neverAttempted({ code: 'error', message: messageOf(error) });
}

/** What went wrong at the bottom of a failure, in words. */
export function messageOf(error: unknown): string {
  return rootCause(error) ?? String(error);
}
