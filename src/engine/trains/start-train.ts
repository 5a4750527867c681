import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  WorkflowIdConflictPolicy,
  WorkflowIdReusePolicy,
} from '@temporalio/client';
import { defineSearchAttributeKey, type SearchAttributePair } from '@temporalio/common';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';
import type { CascadeInput, NightlyInput, ReleaseInput } from '../../domain/train-request.ts';
import type { TrainStateName } from '../../domain/train-view.ts';

/** A train to start; its kind is the type of its workflow, too. */
export type TrainOrder =
  | { readonly kind: 'release'; readonly trainId: string; readonly input: ReleaseInput }
  | { readonly kind: 'nightly'; readonly trainId: string; readonly input: NightlyInput }
  | { readonly kind: 'cascade'; readonly trainId: string; readonly input: CascadeInput };

export interface StartOptions {
  readonly taskQueue: string;
  /**
   * Whether an id that was used before may be used again. A webhook's may not, whatever became of the train: deliveries
   * are repeated. A person's may after a train that failed, was cancelled or terminated; after any that has ended only
   * where somebody has looked what became of it.
   */
  readonly repeat: 'never' | 'after-failure' | 'after-any';
}

/** Whether a train was started, or why not: one of that id runs, or ended and may not be repeated. */
export type StartResult =
  | { readonly started: true; readonly trainId: string }
  | { readonly started: false; readonly trainId: string; readonly because: 'running' | 'closed' };

/** Starts a train unless its id is taken. To ask twice does nothing twice. */
export async function startTrain(client: Client, order: TrainOrder, options: StartOptions): Promise<StartResult> {
  const { kind, trainId, input } = order;
  try {
    await client.workflow.start(kind, {
      taskQueue: options.taskQueue,
      workflowId: trainId,
      args: [input],
      workflowIdReusePolicy: REUSE_POLICIES[options.repeat],
      workflowIdConflictPolicy: WorkflowIdConflictPolicy.FAIL,
      typedSearchAttributes: searchAttributes(order),
      staticSummary: summary(order),
    });
    return { started: true, trainId };
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const { closeTime } = await client.workflow.getHandle(trainId).describe();
    return { started: false, trainId, because: closeTime === undefined ? 'running' : 'closed' };
  }
}

const REUSE_POLICIES = {
  never: WorkflowIdReusePolicy.REJECT_DUPLICATE,
  'after-failure': WorkflowIdReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
  'after-any': WorkflowIdReusePolicy.ALLOW_DUPLICATE,
} as const;

/** The same that the train sets itself, so that it is found also while no worker has taken it up. */
function searchAttributes({ kind, input }: TrainOrder): SearchAttributePair[] {
  const state: TrainStateName = 'waiting-for-admission';
  return [
    keyword(SEARCH_ATTRIBUTES.chain, input.chain),
    keyword(SEARCH_ATTRIBUTES.kind, kind),
    keyword(SEARCH_ATTRIBUTES.state, state),
    ...('version' in input ? [keyword(SEARCH_ATTRIBUTES.version, input.version)] : []),
  ];
}

function keyword(name: string, value: string): SearchAttributePair {
  return { key: defineSearchAttributeKey(name, 'KEYWORD'), value };
}

function summary({ kind, input }: TrainOrder): string {
  switch (kind) {
    case 'release':
      return `release ${input.version} of ${input.chain}`;
    case 'nightly':
      return `nightly of ${input.chain}`;
    case 'cascade': {
      const aliases = input.changed.map((change) => (typeof change === 'string' ? change : change.repository));
      return `cascade of ${aliases.join(', ')} through ${input.chain}`;
    }
  }
}
