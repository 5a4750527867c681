import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { isChainName } from '../../domain/ids.ts';
import { SEARCH_ATTRIBUTES } from '../../domain/search-attributes.ts';
import type { TrainKind } from '../../domain/trigger.ts';
import { TRAIN_KINDS, type TrainExecution, trainExecution, trainKindOf } from './train-execution.ts';

/** A train as a list shows it. Times are milliseconds since the epoch. */
export interface TrainSummary {
  readonly train: string;
  readonly kind: TrainKind;
  /** `null` while a train that somebody typed in has not been taken up by a worker. */
  readonly chain: string | null;
  readonly version: string | null;
  /** The last state that the train itself told; for one that was terminated, what it did before. */
  readonly state: string | null;
  readonly execution: TrainExecution;
  readonly startedAt: number;
  readonly closedAt: number | null;
}

/** Trains, running ones first, then the newest, as Temporal's index has them: a moment behind the truth. */
export async function listTrains(
  client: Client,
  { chain, limit }: { readonly chain?: string; readonly limit: number },
): Promise<readonly TrainSummary[]> {
  // What is no name of a chain has no trains; and it could end the quoted text.
  if (chain !== undefined && !isChainName(chain)) return [];
  const types = TRAIN_KINDS.map((kind) => `'${kind}'`).join(', ');
  const query = [
    `WorkflowType IN (${types})`,
    ...(chain === undefined ? [] : [`${SEARCH_ATTRIBUTES.chain} = '${chain}'`]),
  ].join(' AND ');
  const trains: TrainSummary[] = [];
  for await (const execution of client.workflow.list({ query, pageSize: limit })) {
    trains.push(...summarise(execution));
    if (trains.length >= limit) break;
  }
  return trains;
}

function summarise(info: WorkflowExecutionInfo): readonly TrainSummary[] {
  const kind = trainKindOf(info.type);
  if (kind === null) return [];
  const attribute = (name: string) => info.typedSearchAttributes.get(defineSearchAttributeKey(name, 'KEYWORD')) ?? null;
  return [
    {
      train: info.workflowId,
      kind,
      chain: attribute(SEARCH_ATTRIBUTES.chain),
      version: attribute(SEARCH_ATTRIBUTES.version),
      state: attribute(SEARCH_ATTRIBUTES.state),
      execution: trainExecution(info.status.name),
      startedAt: info.startTime.getTime(),
      closedAt: info.closeTime?.getTime() ?? null,
    },
  ];
}
