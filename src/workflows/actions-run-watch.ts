import { CancellationScope, condition, setCurrentDetails } from '@temporalio/workflow';
import type { ActionsRunRef, RelatedRun } from '../domain/actions-run.ts';
import type { BuildOrder } from '../domain/build-order.ts';
import type { RateBudget } from '../domain/rate-budget.ts';
import { explain, type Reason } from '../domain/reason.ts';
import type { Turn } from '../domain/run-matching.ts';
import type { RunHint } from '../domain/webhook-decision.ts';
import type { BuildProgress } from './messages.ts';

/** The statuses that change nothing but what is shown. */
const ON_THE_WAY = ['requested', 'queued', 'pending', 'in_progress'];

/** What a build knows of the attempt it is at, and the bell that webhooks ring. */
export class ActionsRunWatch {
  readonly #target: BuildOrder['target'];
  #reason: Reason = { code: 'dispatching', attempt: 1 };
  #attempt = 1;
  #run: ActionsRunRef | null = null;
  #isOurs = false;
  #rung = false;
  #hearsWebhooks = false;
  #strangers = false;
  #heard: RunHint[] = [];
  #startedAt: number | null = null;
  #endedAttempt: number | null = null;
  #mayRun = false;
  /** Runs that are known not to be the one: of former attempts, or proposed and found to be another's. */
  readonly #dismissed = new Set<number>();
  readonly #related = new Map<number, RelatedRun>();
  /** Where no marker is shown: what bounds the search while it is this build's turn. */
  turn: Turn | null = null;
  budget: RateBudget | null = null;
  /** Whether its actions run goes on when the build is cancelled. */
  leavesRun = false;

  constructor({ target }: BuildOrder) {
    this.#target = target;
  }

  /** A new attempt: nothing of the one before counts for it. */
  begin(attempt: number): void {
    this.#attempt = attempt;
    this.dismiss();
    this.#heard = [];
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

  /**
   * The actions run to wait for from now on. What was heard before counts if it was about this one.
   * @param isOurs false for a run that was only proposed, until a look at it showed whose it is
   */
  follow(run: ActionsRunRef, isOurs = true): void {
    if (this.#run?.id === run.id && this.#run.attempt === run.attempt) return;
    this.#dismissed.delete(run.id);
    this.#run = run;
    this.#isOurs = isOurs;
    this.#rung = false;
    this.#startedAt = null;
    this.#endedAttempt = null;
    this.enter({ code: 'run-queued', run });
    for (const hint of this.#heard.splice(0)) this.hear(hint);
  }

  /** The run that is followed proved to be ours. */
  confirm(run: ActionsRunRef): void {
    this.#run = run;
    this.#isOurs = true;
  }

  /** The run that is followed is not the one, or no longer. */
  dismiss(): void {
    if (this.#run !== null) this.#dismissed.add(this.#run.id);
    this.#run = null;
    this.#isOurs = false;
    this.#rung = false;
    this.#strangers = false;
    this.#startedAt = null;
    this.#endedAttempt = null;
  }

  /** Nothing of this attempt goes on at GitHub any more. */
  clear(): void {
    this.dismiss();
    this.#mayRun = false;
  }

  /** Takes note of a webhook. It rings the bell where it could matter; being on the way is only shown. */
  hear(hint: RunHint): void {
    if (hint.source !== 'report') this.#hearsWebhooks = true;
    if (this.#isOfAnotherWorkflow(hint) || this.#dismissed.has(hint.runId)) return;
    if (this.#run === null) {
      this.#heard.push(hint);
      this.#rung = true;
      return;
    }
    if (hint.runId !== this.#run.id) {
      if (hint.source !== 'run') return;
      this.#strangers = true;
      this.#rung = true;
      return;
    }
    if (!ON_THE_WAY.includes(hint.status)) this.#rung = true;
    if (hint.status === 'completed' && hint.source === 'run') this.#endedAttempt = hint.attempt;
    if (hint.status === 'in_progress' && hint.source === 'run') {
      this.#startedAt ??= Date.now();
      if (this.#reason.code === 'run-queued') this.enter({ code: 'run-in-progress', run: this.#run });
    }
  }

  /** The same dispatch can start several actions workflows; the others are shown, and nothing else. */
  #isOfAnotherWorkflow({ workflow, runId: id, attempt, url, source }: RunHint): boolean {
    if (source !== 'run' || workflow === '' || workflow === this.#target.workflow) return false;
    const { owner, name } = this.#target;
    this.note([{ run: { owner, name, id, attempt, url }, workflow, because: 'other-workflow' }]);
    return true;
  }

  /** The run that webhooks propose, as long as none is followed. */
  proposal(): ActionsRunRef | null {
    const hint = this.#heard.find(({ runId }) => !this.#dismissed.has(runId));
    if (hint === undefined) return null;
    const { owner, name } = this.#target;
    return { owner, name, id: hint.runId, attempt: 1, url: hint.url };
  }

  /** Runs that belong to the build without being it. */
  note(related: readonly RelatedRun[]): void {
    for (const one of related) this.#related.set(one.run.id, one);
  }

  /** Whether webhooks told of a run that shows our marker and isn't the one that is followed. Said once. */
  takeStrangers(): boolean {
    const were = this.#strangers;
    this.#strangers = false;
    return were;
  }

  /** A poll showed that the run has this status now. Where a webhook should have told it first, they don't arrive any more. */
  polled(status: string): void {
    const missed =
      status === 'completed' ? this.#endedAttempt === null : status === 'in_progress' && this.#startedAt === null;
    if (missed) this.#hearsWebhooks = false;
  }

  /** Waits for the bell, at most so many milliseconds; says whether it rang. */
  async bell(timeout: number): Promise<boolean> {
    const rang = await condition(() => this.#rung, timeout, { summary: 'until a webhook, or the next look' });
    this.#rung = false;
    return rang;
  }

  /** Runs an effect until it is done, the bell rings, or webhooks prove to arrive after all; then the effect is cancelled. */
  async untilBell<T>(effect: () => Promise<T>): Promise<T | 'rung' | 'webhooks-arrive'> {
    const heard = this.#hearsWebhooks;
    return CancellationScope.cancellable(async () => {
      const bell = condition(() => this.#rung || this.#hearsWebhooks !== heard).then(() => {
        if (!this.#rung) return 'webhooks-arrive' as const;
        this.#rung = false;
        return 'rung' as const;
      });
      try {
        return await Promise.race([effect(), bell]);
      } finally {
        CancellationScope.current().cancel();
      }
    });
  }

  /** Every run that is known to be this build's own or was taken for it: none of them can be another's. */
  get knownRuns(): readonly number[] {
    return this.#run === null ? [...this.#dismissed] : [...this.#dismissed, this.#run.id];
  }

  get run(): ActionsRunRef | null {
    return this.#run;
  }

  /** The run that is followed, once it is known to be ours. */
  get ownRun(): ActionsRunRef | null {
    return this.#isOurs ? this.#run : null;
  }

  get attempt(): number {
    return this.#attempt;
  }

  get related(): readonly RelatedRun[] {
    return [...this.#related.values()];
  }

  /** Whether an actions run of this attempt may be under way, known or not. */
  get mayRun(): boolean {
    return this.#mayRun || this.#run !== null;
  }

  /** Whether GitHub has told of this build, so that a slow poll is enough. */
  get hearsWebhooks(): boolean {
    return this.#hearsWebhooks;
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
    return {
      reason: this.#reason,
      why: explain(this.#reason),
      attempt: this.#attempt,
      run: this.#run,
      related: this.related,
      budget: this.budget,
    };
  }
}
