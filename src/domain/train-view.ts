import type { ActionsRunRef, RelatedRun } from './actions-run.ts';
import { blockers, missingNeeds } from './blockers.ts';
import { assertNever } from './exhaustive.ts';
import { buildId } from './ids.ts';
import { closedGates, gatesOfBuild } from './gates-of.ts';
import { nextActions, waitsAtPublishingGate, waitsForPerson } from './next-actions.ts';
import type { Plan, PlannedBuild } from './plan.ts';
import type { RateBudget } from './rate-budget.ts';
import { explain, type Reason } from './reason.ts';
import { explainGaveUp } from './retry.ts';
import type {
  BuildState,
  CommandRecord,
  FollowUpState,
  PublishingState,
  TrainState,
  UnderwayTrain,
} from './train-state.ts';
import { type GateView, viewGate } from './view-gate.ts';
import type { TrainKind } from './trigger.ts';

/** The train as people and programs are shown it: each build with its state, and the reason in words. */
export interface TrainView {
  readonly train: string;
  readonly chain: string;
  readonly kind: TrainKind;
  readonly version: string | null;
  readonly state: TrainStateName;
  readonly builds: readonly BuildView[];
  readonly publishing: PublishingState | null;
  readonly followUp: FollowUpState | null;
  readonly gates: readonly GateView[];
  /** Digest of the plan, which those who approve name; `null` before it is made. */
  readonly plan: string | null;
  /** What people asked for, the newest last. */
  readonly commands: readonly CommandRecord[];
  /** What explains the state of the whole train, in words; empty where its builds do. */
  readonly note: string;
  /** What is left of GitHub's rate limit, as its running builds last heard; the train itself doesn't know. */
  readonly budget: RateBudget | null;
}

/** What `CascadeState` says of a train, too. */
export type TrainStateName =
  | 'merged'
  | 'superseded'
  | 'needs-person'
  | 'waiting-for-admission'
  | 'pinning'
  | 'building'
  | 'paused'
  | 'cancelling'
  | 'publishing'
  | 'succeeded'
  | 'failed'
  | 'cancelled';

/** Whether a train ended because another one does its work. */
export function yielded(state: TrainStateName): boolean {
  return state === 'merged' || state === 'superseded';
}

export interface BuildView {
  readonly alias: string;
  readonly repository: string;
  readonly needs: readonly string[];
  readonly status: BuildState['status'] | 'blocked';
  readonly reason: Reason;
  /** The reason in words. */
  readonly why: string;
  readonly startedAt: number | null;
  readonly settledAt: number | null;
  readonly attempts: number;
  readonly run: ActionsRunRef | null;
  /** Actions runs that belong to it without being its build. */
  readonly related: readonly RelatedRun[];
}

/** What a train is called, beside its state. */
export type TrainTitle = Pick<TrainView, 'train' | 'chain' | 'kind' | 'version'>;

export function viewTrain(title: TrainTitle, state: TrainState): TrainView {
  if (state.stage !== 'underway') return { ...title, ...NOTHING_YET, state: state.stage, note: noteOf(state) };
  const blocked = blockers(state);
  const builds = state.plan.builds.map((build) => viewBuild(title.train, state, build, blocked.get(build.alias)));
  const skipped = state.plan.skipped.map(viewSkipped);
  return {
    ...title,
    state: nameOfState(state),
    builds: [...builds, ...skipped],
    publishing: state.plan.publishes ? state.publishing : null,
    followUp: state.plan.tells ? state.followUp : null,
    gates: Object.values(state.gates).map((gate) => viewGate(state, gate)),
    plan: state.digest,
    commands: state.commands,
    note: '',
    budget: null,
  };
}

const NOTHING_YET = {
  builds: [],
  publishing: null,
  followUp: null,
  gates: [],
  plan: null,
  commands: [],
  budget: null,
} as const;

function noteOf(state: Exclude<TrainState, UnderwayTrain>): string {
  switch (state.stage) {
    case 'waiting-for-admission':
      return 'waits for the queue of its chain';
    case 'pinning':
      return 'finds out which commits it builds';
    case 'merged':
      return `its changes travel with ${state.by}`;
    case 'superseded':
      return `${state.by} takes its place`;
    default:
      return assertNever(state);
  }
}

/** The state in one word. */
function nameOfState(state: UnderwayTrain): TrainStateName {
  const [next] = nextActions(state);
  if (next?.type === 'settle') return next.as;
  if (state.cancelled !== null) return 'cancelling';
  if (waitsAtPublishingGate(state) && closedGates(state, 'publishing').length > 0) return 'needs-person';
  if (next?.type === 'publish' || state.publishing.status === 'running') return 'publishing';
  if (state.paused !== null) return 'paused';
  return waitsForPerson(state) && state.plan.builds.length > 0 ? 'needs-person' : 'building';
}

function viewBuild(
  train: string,
  state: UnderwayTrain,
  { alias, repository, needs, builtBy }: PlannedBuild,
  causes: readonly string[] | undefined,
): BuildView {
  const build = state.builds[alias] ?? { status: 'waiting', again: null };
  const reason = reasonOf(train, state, alias, needs, build, causes);
  return {
    alias,
    repository,
    needs,
    status: statusOf(state, build, causes),
    reason,
    why: whyOf(reason, build, builtBy),
    startedAt: 'startedAt' in build ? build.startedAt : null,
    settledAt: 'settledAt' in build ? build.settledAt : null,
    attempts: 'attempts' in build ? build.attempts : 0,
    run: 'run' in build ? build.run : null,
    related: 'related' in build ? build.related : [],
  };
}

function whyOf(reason: Reason, build: BuildState, builtBy: string | undefined): string {
  const gaveUp =
    build.status === 'failed' && build.gaveUp !== null ? ` (${explainGaveUp(build.gaveUp, build.attempts)})` : '';
  // What stands in for a skipped build has a commit of its own.
  const origin = builtBy === undefined || build.status === 'skipped' ? '' : `; at the commit that ${builtBy} built`;
  return `${explain(reason)}${gaveUp}${origin}`;
}

function statusOf(
  { cancelled }: UnderwayTrain,
  { status }: BuildState,
  causes: readonly string[] | undefined,
): BuildView['status'] {
  if (status !== 'waiting') return status;
  if (causes !== undefined) return 'blocked';
  return cancelled === null ? 'waiting' : 'cancelled';
}

function reasonOf(
  train: string,
  state: UnderwayTrain,
  alias: string,
  needs: readonly string[],
  build: BuildState,
  causes: readonly string[] | undefined,
): Reason {
  switch (build.status) {
    case 'waiting': {
      if (causes !== undefined) return { code: 'blocked', by: causes };
      if (state.cancelled !== null) return { code: 'cancelled', by: state.cancelled.by };
      const missing = missingNeeds(state, needs);
      if (missing.length > 0) return { code: 'waiting-for-needs', needs: missing };
      if (state.paused !== null) return { code: 'paused', by: state.paused };
      const [gate] = gatesOfBuild(state, alias);
      if (gate !== undefined) return { code: 'waiting-for-approval', gate: gate.gate.name };
      return { code: 'waiting-for-slot', limit: state.limit };
    }
    case 'running':
      return { code: 'building', workflow: buildId(train, alias) };
    case 'succeeded':
    case 'failed':
    case 'cancelled':
    case 'reused':
    case 'skipped':
      return build.reason;
    default:
      return assertNever(build);
  }
}

function viewSkipped({ alias, repository, reason }: Plan['skipped'][number]): BuildView {
  return {
    alias,
    repository,
    needs: [],
    status: 'skipped',
    reason,
    why: explain(reason),
    startedAt: null,
    settledAt: null,
    attempts: 0,
    run: null,
    related: [],
  };
}
