import { CancellationScope, getExternalWorkflowHandle, isCancellation, rootCause } from '@temporalio/workflow';
import { assertNever } from '../domain/exhaustive.ts';
import type { Arrival, PushCheck } from '../domain/queue/arrivals.ts';
import type { QueueAction } from '../domain/queue/next-queue-actions.ts';
import type { QueueEvent } from '../domain/queue/queue-events.ts';
import type { PushVerdict } from '../domain/queue/queue-state.ts';
import { admission, sharesChanged } from './messages.ts';
import { pushChecking, queueActivities, trainWatching } from './queue-activities.ts';

interface Execution {
  readonly train: string;
  readonly runId: string;
}

/** What a queue has under way. What comes of it arrives as events. */
export class QueueWork {
  readonly #chain: string;
  readonly #tell: (event: QueueEvent) => void;
  readonly #watches = new Map<string, CancellationScope>();
  readonly #inOrder: boolean;
  /** What is on its way to a train, by its id. */
  readonly #sent = new Map<string, Promise<void>>();
  #underWay = 0;

  /** @param inOrder whether one message to a train is there before the next is sent; older code sent all at once */
  constructor(chain: string, tell: (event: QueueEvent) => void, { inOrder }: { readonly inOrder: boolean }) {
    this.#chain = chain;
    this.#tell = tell;
    this.#inOrder = inOrder;
  }

  /** Whether nothing is under way that another execution of the queue would have to know of. */
  get isIdle(): boolean {
    return this.#underWay === 0;
  }

  /** Begins one thing. */
  begin(action: QueueAction): void {
    switch (action.type) {
      case 'answer':
        this.#send(action, () => this.#handle(action).signal(admission, action.runId, action.answer));
        break;
      case 'tell-shares':
        this.#send(action, () => this.#handle(action).signal(sharesChanged, action.runId, action.shares));
        break;
      case 'start-cascade': {
        const { train } = action.order;
        this.#count(async () => {
          const result = await queueActivities()
            .startNextCascade(action.order)
            .catch(() => ({ type: 'failed' }) as const);
          this.#tell({ type: 'cascade-started', at: Date.now(), train, result });
        });
        break;
      }
      case 'start-nightly':
        this.#count(async () => {
          const train = await queueActivities()
            .startFollowingNightly(this.#chain)
            .catch(() => null);
          this.#tell({ type: 'nightly-started', at: Date.now(), train });
        });
        break;
      case 'check-push':
        this.#check(action.arrival);
        break;
      default:
        assertNever(action);
    }
  }

  /** Watches over these trains, and over no others. */
  watch(trains: readonly Execution[]): void {
    const wanted = new Map(trains.map((train) => [`${train.train} ${train.runId}`, train]));
    for (const [name, scope] of this.#watches) {
      if (wanted.has(name)) continue;
      this.#watches.delete(name);
      scope.cancel();
    }
    for (const [name, train] of wanted) if (!this.#watches.has(name)) this.#watchOver(name, train);
  }

  #watchOver(name: string, { train, runId }: Execution): void {
    const scope = new CancellationScope();
    this.#watches.set(name, scope);
    scope
      .run(() => trainWatching().watchTrain(train, runId))
      .then(
        () => {
          this.#tell({ type: 'vanished', at: Date.now(), train, runId });
        },
        (error: unknown) => {
          // Watched anew with the next event, where the look itself can't be made.
          if (!isCancellation(error)) this.#watches.delete(name);
        },
      );
  }

  /** A push whose look fails is looked at again later, as one that isn't green yet. */
  #check({ repository, delivery, commit, at, check }: Arrival): void {
    if (check === null) throw new Error(`Internal error, please report: nothing to check of ${repository}`);
    this.#look({ check, commit, at }).then(
      (verdict) => {
        this.#tell({ type: 'push-checked', at: Date.now(), delivery, verdict });
      },
      () => undefined,
    );
  }

  async #look({ check, commit, at }: Pick<Arrival, 'commit' | 'at'> & { check: PushCheck }): Promise<PushVerdict> {
    if (commit === null) return { type: 'red', why: 'the push names no commit' };
    try {
      return await pushChecking(check.owner).checkPush({ check, commit, at });
    } catch (error) {
      return { type: 'pending', why: `its actions runs can't be read: ${rootCause(error) ?? 'no reason given'}` };
    }
  }

  #handle({ train }: Execution) {
    // Whatever execution a reset made of it is meant, too; it knows itself by the id of its first.
    return getExternalWorkflowHandle(train);
  }

  #send(to: Execution, signal: () => Promise<void>): void {
    const { train } = to;
    const before = this.#sent.get(train);
    this.#count(async () => {
      const sent = before === undefined ? this.#deliver(to, signal) : before.then(() => this.#deliver(to, signal));
      if (this.#inOrder) this.#sent.set(train, sent);
      await sent;
      if (this.#sent.get(train) === sent) this.#sent.delete(train);
    });
  }

  async #deliver({ train, runId }: Execution, signal: () => Promise<void>): Promise<void> {
    try {
      await signal();
    } catch {
      // It is closed already; nothing else makes a signal fail.
      this.#tell({ type: 'vanished', at: Date.now(), train, runId });
    }
  }

  #count(work: () => Promise<void>): void {
    const settled = () => {
      this.#underWay -= 1;
    };
    this.#underWay += 1;
    work().then(settled, settled);
  }
}
