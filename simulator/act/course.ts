import { announceJob } from '../actions/announce.ts';
import { addJob, beginJob, completeJob } from '../actions/jobs.ts';
import type { ActionsRun, Attempt, Job } from '../state/actions-run.ts';
import type { World } from '../world.ts';
import { identify, type JobTree, skippedJobs } from './job-tree.ts';
import type { LoggedJob, LogLine } from './log-line.ts';

/** The machine that executed jobs run on. */
const RUNNER = { id: 1, name: 'act', group: { id: 1, name: 'Default' } };

/** What becomes of an attempt while act executes it: its log is made into jobs, with their states and what they wrote. */
export class Course {
  readonly #world: World;
  readonly #run: ActionsRun;
  readonly #attempt: Attempt;
  readonly #tree: JobTree;
  /** By act's names. */
  readonly #jobs = new Map<string, Job>();
  /** Those of which a step failed. */
  readonly #failed = new Set<Job>();
  /** Keys of the jobs that began. */
  readonly #began = new Set<string>();
  /** What is about no job. */
  readonly #log: string[] = [];

  constructor(world: World, run: ActionsRun, attempt: Attempt, tree: JobTree) {
    this.#world = world;
    this.#run = run;
    this.#attempt = attempt;
    this.#tree = tree;
  }

  /** Takes in a line of act's log. */
  note({ job: logged, text, begins, fails, conclusion }: LogLine): void {
    const known = logged && this.#jobs.get(logged.name);
    const job =
      known ?? (logged !== undefined && (begins || conclusion !== undefined) ? this.#begin(logged) : undefined);
    (job?.log ?? this.#log).push(text);
    if (job === undefined) return;
    if (fails) this.#failed.add(job);
    // In a matrix, act tells the failure of one job of those that end after it, too.
    const isOthers = conclusion === 'failure' && !this.#failed.has(job);
    if (conclusion !== undefined) this.#complete(job, isOthers ? 'success' : conclusion);
  }

  /** Act has ended, with that status: what hasn't ended by then has failed, and what hasn't begun was skipped. */
  end(status: number | null): void {
    for (const job of this.#jobs.values()) this.#complete(job, 'failure');
    for (const name of skippedJobs(this.#began, this.#tree)) this.#complete(this.#add(name), 'skipped');
    const hasFailed = this.#attempt.jobs.some(({ conclusion }) => conclusion === 'failure');
    if (status !== 0 && !hasFailed) failAttempt(this.#world, this.#run, this.#attempt, this.#log);
  }

  #begin(logged: LoggedJob): Job {
    const { key, name } = identify(logged, this.#tree);
    const job = this.#add(name);
    this.#jobs.set(logged.name, job);
    this.#began.add(key);
    announceJob(this.#world, 'queued', this.#run, this.#attempt, job);
    job.runner = RUNNER;
    beginJob(this.#world, this.#run, this.#attempt, job);
    return job;
  }

  #add(name: string): Job {
    return addExecutedJob(this.#world, this.#attempt, name);
  }

  #complete(job: Job, conclusion: string): void {
    if (job.status !== 'completed') completeJob(this.#world, this.#run, this.#attempt, job, conclusion);
  }
}

/** Lets an attempt fail that act could not execute; the log of its one job says why. */
export function failAttempt(world: World, run: ActionsRun, attempt: Attempt, log: readonly string[]): void {
  const job = addExecutedJob(world, attempt, 'act');
  job.log.push(...log);
  completeJob(world, run, attempt, job, 'failure');
}

function addExecutedJob(world: World, attempt: Attempt, name: string): Job {
  return addJob(world, attempt, {
    name,
    seconds: 0,
    labels: ['self-hosted'],
    conclusion: 'success',
    held: false,
    environment: undefined,
  });
}
