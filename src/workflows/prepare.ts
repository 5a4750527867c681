import { log, workflowInfo } from '@temporalio/workflow';
import { type Chain, repositoryOf } from '../domain/chain.ts';
import { checkRequest } from '../domain/check-request.ts';
import { assertNever } from '../domain/exhaustive.ts';
import type { Itinerary } from '../domain/orders.ts';
import { nothingChanged, planTrain, tellingOrigins } from '../domain/plan.ts';
import type { RunnerShares } from '../domain/queue/admission.ts';
import { knownChanges } from '../domain/queue/known-changes.ts';
import type { Timings } from '../domain/timings.ts';
import type { TrainState } from '../domain/train-state.ts';
import type { Change, TrainRequest } from '../domain/trigger.ts';
import { localActivities, manyCalls } from './activities.ts';
import type { Admission } from './admission.ts';
import { refuse } from './start.ts';

/** What a train departs with; or what it ends as, because another train does its work. */
export type Prepared =
  | { readonly type: 'goes'; readonly itinerary: Itinerary; readonly shares: RunnerShares }
  | { readonly type: 'yields'; readonly state: Extract<TrainState, { readonly by: string }> };

/** The configuration of a chain, as a train keeps it. */
export interface LoadedChain {
  readonly chain: Chain;
  readonly timings: Timings;
}

/** What becomes of a train on its way to its departure. */
export interface Progress {
  readonly loaded: (loaded: LoadedChain) => void;
  readonly admitted: () => void;
}

/**
 * Reads the configuration, waits until the queue of the chain admits the train, makes the plan, and pins the commits.
 * Fails with what is wrong, or with why the train is refused.
 */
export async function prepare(asked: TrainRequest, admission: Admission, progress: Progress): Promise<Prepared> {
  const loaded = await localActivities().loadChain(asked.chain);
  progress.loaded(loaded);
  const { chain, timings } = loaded;
  const { request: known, unknown } = knownChanges(chain, asked);
  if (unknown.length > 0) log.warn(`Left out what the chain does not have any more: ${unknown.join(', ')}`);
  const checked = checkRequest(chain, known);
  if (!checked.ok) throw refuse(checked.problems);
  const answer = await admission.ask(chain, known);
  switch (answer.type) {
    case 'merged':
      return { type: 'yields', state: { stage: 'merged', by: answer.into } };
    case 'superseded':
      return { type: 'yields', state: { stage: 'superseded', by: answer.by } };
    case 'refused':
      throw refuse([answer.why]);
    case 'admitted': {
      progress.admitted();
      const request = carrying(chain, checked.request, answer.changed);
      return { type: 'goes', itinerary: await pinned(chain, timings, request), shares: answer.shares };
    }
    default:
      return assertNever(answer);
  }
}

/** What was merged into the train while it waited travels with it, as far as the chain still knows it. */
function carrying(chain: Chain, request: TrainRequest, changed: readonly Change[]): TrainRequest {
  if (request.kind !== 'cascade') return request;
  return { ...request, changed: changed.filter(({ repository }) => repositoryOf(chain, repository) !== undefined) };
}

async function pinned(chain: Chain, timings: Timings, request: TrainRequest): Promise<Itinerary> {
  const { workflowId: train, firstExecutionRunId, runId, startTime } = workflowInfo();
  const plan = planTrain(chain, request);
  const aliases = plan.builds.map(({ alias }) => alias);
  const startedAt = startTime.getTime();
  const asking = { chain, train, firstExecutionRunId, startedAt, request, aliases };
  const { unchangedSince, ...pins } = await manyCalls(timings).pinCommits(asking);
  const lookFirst = runId !== firstExecutionRunId;
  return {
    train,
    chain,
    request,
    plan: unchangedSince === null ? tellingOrigins(plan, pins.pins) : nothingChanged(plan, unchangedSince),
    since: startedAt,
    lookFirst,
    timings,
    ...pins,
  };
}
