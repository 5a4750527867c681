import { CancellationScope, condition, setCurrentDetails } from '@temporalio/workflow';
import type { ActionsRunRef } from '../domain/actions-run.ts';
import { explain, type Reason } from '../domain/reason.ts';
import type { RunHint } from '../domain/webhook-decision.ts';
import type { BuildProgress } from './messages.ts';

/** The statuses that change nothing but what is shown. */
const ON_THE_WAY = ['requested', 'queued', 'pending', 'in_progress'];

/** What a build knows of the attempt it is at, and the bell that webhooks ring. */
export class ActionsRunWatch {
  #reason: Reason = { code: 'dispatching', attempt: 1 };
  #attempt = 1;
  #run: ActionsRunRef | null = null;
  #rung = false;
  readonly #heard: RunHint[] = [];
  #startedAt: number | null = null;
  #endedAttempt: number | null = null;
  #mayRun = false;

  /** A new attempt: nothing of the one before counts for it. */
  begin(attempt: number): void {
    this.#attempt = attempt;
    this.#run = null;
    this.#rung = false;
    this.#heard.length = 0;
    this.#startedAt = null;
    this.#endedAttempt = null;
    this.#mayRun = false;
    this.enter({ code: 'dispatching', attempt });
  }

  /** Shows what the build is doing now, in the query and in Temporal's own UI. */
  enter(reason: Reason): void {
    this.#reason = reason;
    setCurrentDetails(explain(reason));
  }

  /** GitHub may have started an actions run that isn't known yet. */
  suspect(): void {
    this.#mayRun = true;
  }

  /** The actions run of the attempt is known from now on. What was heard before counts if it was about this one. */
  follow(run: ActionsRunRef): void {
    this.#run = run;
    this.#rung = false;
    this.enter({ code: 'run-queued', run });
    for (const hint of this.#heard.splice(0)) this.hear(hint);
  }

  /** Takes note of a webhook. It rings the bell where it could matter; being on the way is only shown. */
  hear(hint: RunHint): void {
    if (this.#run === null) {
      this.#heard.push(hint);
      this.#rung = true;
      return;
    }
    if (hint.runId !== this.#run.id) return;
    if (!ON_THE_WAY.includes(hint.status)) this.#rung = true;
    if (hint.status === 'completed') this.#endedAttempt = hint.attempt;
    if (hint.status === 'in_progress') {
      this.#startedAt ??= Date.now();
      if (this.#reason.code === 'run-queued') this.enter({ code: 'run-in-progress', run: this.#run });
    }
  }

  /** Waits for the bell, at most so many milliseconds; says whether it rang. */
  async bell(timeout: number): Promise<boolean> {
    const rang = await condition(() => this.#rung, timeout, { summary: 'until a webhook, or the next look' });
    this.#rung = false;
    return rang;
  }

  /** Runs an effect until it is done or the bell rings; then the effect is cancelled. */
  async untilBell<T>(effect: () => Promise<T>): Promise<T | 'rung'> {
    return CancellationScope.cancellable(async () => {
      const bell = condition(() => this.#rung).then((): 'rung' => {
        this.#rung = false;
        return 'rung';
      });
      try {
        return await Promise.race([effect(), bell]);
      } finally {
        CancellationScope.current().cancel();
      }
    });
  }

  get run(): ActionsRunRef | null {
    return this.#run;
  }

  get attempt(): number {
    return this.#attempt;
  }

  /** Whether an actions run of this attempt may be under way, known or not. */
  get mayRun(): boolean {
    return this.#mayRun || this.#run !== null;
  }

  /** When a webhook said that the actions run is in progress; milliseconds since the epoch. */
  get startedAt(): number | null {
    return this.#startedAt;
  }

  /** The attempt of the actions run that a webhook called completed. */
  get endedAttempt(): number | null {
    return this.#endedAttempt;
  }

  progress(): BuildProgress {
    return { reason: this.#reason, why: explain(this.#reason), attempt: this.#attempt, run: this.#run };
  }
}
