import { now } from '../clock.ts';
import type { ExpressionContext } from '../expressions.ts';
import { evaluate } from '../expressions.ts';
import type { ActionsRun, Attempt } from '../state/actions-run.ts';
import type { Commit } from '../state/commit.ts';
import type { ActionsWorkflow, Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { beginAttempt } from './begin-attempt.ts';

/** Why an actions run starts: the event, whose it is, the commit, and what expressions can read of the event. */
export interface Trigger {
  readonly event: string;
  readonly actor: string;
  readonly ref: string;
  readonly commit: Commit;
  /** What GitHub calls the run when the actions workflow has no run name of its own. */
  readonly title: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  /** A stranger's pull request: the fork that the commit is in, and the title, which a run name in the fork decides. */
  readonly fork?: { readonly repository: Repository; readonly displayTitle: string };
}

/** Starts an actions run. */
export function startActionsRun(
  world: World,
  repository: Repository,
  workflow: ActionsWorkflow,
  trigger: Trigger,
): ActionsRun {
  workflow.runCount += 1;
  const id = world.ids.next();
  const number = workflow.runCount;
  const context = contextOf(repository, trigger, id, number);
  const { runName, concurrency } = workflow.scenario;
  const run: ActionsRun = {
    id,
    checkSuiteId: world.ids.next(),
    number,
    repository,
    workflow,
    event: trigger.event,
    headRepository: trigger.fork?.repository ?? repository,
    headBranch: trigger.ref,
    headSha: trigger.commit.sha,
    displayTitle: trigger.fork?.displayTitle ?? (runName === undefined ? trigger.title : evaluate(runName, context)),
    actor: trigger.actor,
    createdAt: now(),
    context,
    concurrencyGroup: concurrency && evaluate(concurrency.group, context).toLowerCase(),
    attempts: [planAttempt(world, repository, workflow, trigger.actor, 1)],
    artifacts: [],
  };
  repository.runs.push(run);
  beginAttempt(world, run, run.attempts[0]);
  world.journal.changed();
  return run;
}

/** An attempt that hasn't begun. */
export function planAttempt(
  world: World,
  repository: Repository,
  workflow: ActionsWorkflow,
  triggeringActor: string,
  number: number,
): Attempt {
  const at = now();
  const { path, jobs } = workflow.scenario;
  const endsAs = world.behaviours.ended(repository.fullName, path);
  return {
    number,
    triggeringActor,
    startedAt: at,
    endsAs,
    jobs: [],
    pending: endsAs === undefined ? world.behaviours.plan(repository.fullName, path, jobs) : [],
    status: 'queued',
    conclusion: null,
    updatedAt: at,
    completedAt: undefined,
    cancelled: false,
    execution: undefined,
  };
}

function contextOf(repository: Repository, trigger: Trigger, id: number, number: number): ExpressionContext {
  return {
    inputs: trigger.inputs,
    github: {
      event_name: trigger.event,
      event: trigger.payload,
      actor: trigger.actor,
      repository: repository.fullName,
      sha: trigger.commit.sha,
      ref_name: trigger.ref,
      run_id: id,
      run_number: number,
    },
  };
}
