import type { ActionsRunRef } from '../../../src/domain/actions-run.ts';
import type { RunHint } from '../../../src/domain/webhook-decision.ts';
import type { Turn } from '../../../src/domain/run-matching.ts';
import { type MadeRun, runRef, WORKFLOW } from './github-model.ts';
import type { BuildModel } from './build-model.ts';

export type Hint = Pick<RunHint, 'runId' | 'workflow' | 'source'>;

/** One execution of a build's workflow, with what it knows: its `ActionsRunWatch`, and the turn that it has. */
export class Execution {
  readonly build: BuildModel;
  readonly runId: string;
  /** Whether another was there before it, whose dispatch may be in the air. */
  readonly wasReset: boolean;
  /** Ended, or replaced by a reset. */
  closed = false;
  attempt = 1;
  run: ActionsRunRef | null = null;
  isOurs = false;
  rung = false;
  strangers = false;
  turn: Turn | null = null;
  isDispatching = false;
  isCancelled = false;
  /** An actions run of this attempt may be under way that isn't known. */
  #suspects = false;
  /** Runs that a look called surplus: named, and cancelled. */
  surplus: ReadonlySet<number> = new Set();
  /** What the list showed in which the run was found last. */
  listed: readonly MadeRun[] | null = null;
  /** Where turns that are granted arrive, once it listens for them. */
  granted: (readonly number[])[] | null = null;
  #heard: Hint[] = [];
  readonly #dismissed = new Set<number>();

  constructor(build: BuildModel) {
    this.build = build;
    this.runId = `${build.name}/${build.executions.length + 1}`;
    this.wasReset = build.executions.length > 0;
  }

  begin(attempt: number): void {
    this.attempt = attempt;
    this.dismiss();
    this.#heard = [];
    this.#suspects = false;
    this.surplus = new Set();
    this.listed = null;
  }

  /** GitHub may have started a run. */
  suspect(): void {
    this.#suspects = true;
  }

  /** Whether a run of this attempt may be under way, known or not. */
  get mayRun(): boolean {
    return this.wasReset || this.#suspects || this.run !== null;
  }

  hear(hint: Hint): void {
    const { runId, workflow, source } = hint;
    if ((source === 'run' && workflow !== WORKFLOW) || this.#dismissed.has(runId)) return;
    if (this.run === null) {
      this.#heard.push(hint);
      this.rung = true;
    } else if (runId !== this.run.id && source === 'run') {
      this.strangers = true;
      this.rung = true;
    }
  }

  follow(run: ActionsRunRef, isOurs: boolean): void {
    this.#dismissed.delete(run.id);
    this.run = run;
    this.isOurs = isOurs;
    this.rung = false;
    for (const hint of this.#heard.splice(0)) this.hear(hint);
  }

  dismiss(): void {
    if (this.run !== null) this.#dismissed.add(this.run.id);
    this.run = null;
    this.isOurs = false;
    this.rung = false;
    this.strangers = false;
  }

  proposal(): ActionsRunRef | null {
    const hint = this.#heard.find(({ runId }) => !this.#dismissed.has(runId));
    return hint === undefined ? null : runRef(hint.runId);
  }

  /** Whether webhooks told of a run with its marker that isn't the one that is followed. Said once. */
  takeStrangers(): boolean {
    const were = this.strangers;
    this.strangers = false;
    return were;
  }

  /** Whether the bell rang since it was asked last. */
  takeRing(): boolean {
    const rang = this.rung;
    this.rung = false;
    return rang;
  }
}
