import {
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  patched,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { Chain } from '../domain/chain.ts';
import { queueId } from '../domain/ids.ts';
import type {
  AdmissionAnswer,
  AdmissionAsk,
  PlaceGivenBack,
  QueueWord,
  TrainScope,
} from '../domain/queue/admission.ts';
import { admissionAsk } from '../domain/queue/admission-ask.ts';
import { fitsShares } from '../domain/queue/fits-shares.ts';
import { runnersLeft, takeTheSame } from '../domain/queue/runners-of.ts';
import type { TrainEvent } from '../domain/train-events.ts';
import type { UnderwayTrain } from '../domain/train-state.ts';
import type { TrainRequest } from '../domain/trigger.ts';
import { localActivities } from './activities.ts';
import { ASK_AGAIN_AFTER, nextPause } from './ask-again.ts';
import { admission, sharesChanged } from './messages.ts';

/** What a train builds, and where. */
type Scope = Pick<TrainScope, 'commits'> & { readonly runners: readonly string[] };

/** The side of admission that is a train's: it asks for its place, and gives it back. */
export class Admission {
  readonly #tell: (event: TrainEvent) => void;
  // Reset or not, it is one train: the queue knows it by its first execution.
  readonly #execution = { train: workflowInfo().workflowId, runId: workflowInfo().firstExecutionRunId };
  readonly #answers: AdmissionAnswer[] = [];
  #chain = '';
  #ask: AdmissionAsk | null = null;
  #scope: Scope = { commits: {}, runners: [] };
  #believed: AdmissionAnswer | null = null;
  #hasPlace = false;
  #owesShares = false;
  #sent = Promise.resolve();

  /** @param tell takes what happens to the train's place and shares */
  constructor(tell: (event: TrainEvent) => void) {
    this.#tell = tell;
    setHandler(admission, (runId, answer) => {
      if (runId !== this.#execution.runId) return;
      this.#answers.push(answer);
      if (answer.type !== 'admitted' || !keepsOrder()) return;
      // At once: of all that is said of shares, the last counts.
      this.#believed = answer;
      if (this.#hasPlace) this.#owesShares = true;
      this.#hasPlace = true;
      tell({ type: 'shares', at: Date.now(), shares: answer.shares });
    });
    setHandler(sharesChanged, (runId, shares) => {
      if (runId !== this.#execution.runId) return;
      this.#owesShares = true;
      tell({ type: 'shares', at: Date.now(), shares });
    });
  }

  /** Waits for the answer of the chain's queue to a train of that request. */
  async ask(chain: Chain, request: TrainRequest): Promise<AdmissionAnswer> {
    this.#chain = chain.name;
    this.#ask = admissionAsk(this.#execution, request, chain);
    return this.#answered(this.#ask);
  }

  /** Asks for the place that was given back; what is true of it until then. */
  again(): TrainEvent {
    if (this.#ask === null) throw new Error('Internal error, please report: it had no place before');
    const ask = { ...this.#ask, changed: [], again: true };
    // Cancelled with the train, which then needs no place.
    this.#takePlace(ask).catch(() => undefined);
    return { type: 'place', at: Date.now(), place: 'asked-for' };
  }

  /** The train knows what it builds. */
  departed(scope: Scope): void {
    this.#scope = scope;
    if (this.#ask !== null) this.#ask = { ...this.#ask, runners: scope.runners };
    this.#send({ signal: 'departed', message: { ...this.#execution, ...scope } });
  }

  /**
   * Where its shares were changed, the train says so as soon as it keeps to them. Where nothing is left to build on the runners
   * of a limited label, or something is again, it says that.
   */
  keepTo(train: UnderwayTrain): void {
    const runners = runnersLeft(train);
    if (!takeTheSame(Object.keys(train.shares), runners, this.#scope.runners) && keepsOrder()) {
      this.departed({ ...this.#scope, runners });
    }
    if (!this.#owesShares || !fitsShares(train)) return;
    this.#owesShares = false;
    this.#send({ signal: 'sharesGivenBack', message: { ...this.#execution, shares: train.shares } });
  }

  /** The train needs no place while it waits for a person. */
  giveWay(): TrainEvent {
    this.#hasPlace = false;
    this.#send({ signal: 'placeGivenBack', message: { ...this.#execution, ended: false, follow: 'none' } });
    return { type: 'place', at: Date.now(), place: 'given-back' };
  }

  /** The train has ended: returns once the queue knows. */
  async end(outcome: Pick<PlaceGivenBack, 'succeeded' | 'follow'>): Promise<void> {
    if (this.#ask === null) return;
    const cancelled = CancellationScope.current().consideredCancelled ? ({ cancelled: true } as const) : {};
    this.#send({ signal: 'placeGivenBack', message: { ...this.#execution, ended: true, ...cancelled, ...outcome } });
    this.#ask = null;
    await CancellationScope.nonCancellable(() => this.#sent);
  }

  async #takePlace(ask: AdmissionAsk): Promise<void> {
    await this.#sent;
    const answer = await this.#answered(ask);
    if (answer.type !== 'admitted') throw new Error(`Internal error, please report: ${ask.train} was ${answer.type}`);
    if (answer !== this.#believed) this.#tell({ type: 'shares', at: Date.now(), shares: answer.shares });
    this.#tell({ type: 'place', at: Date.now(), place: 'held' });
  }

  async #answered(ask: AdmissionAsk): Promise<AdmissionAnswer> {
    this.#answers.length = 0;
    for (let pause = ASK_AGAIN_AFTER; ; pause = nextPause(pause)) {
      await localActivities().askAdmission(this.#chain, ask);
      await condition(() => this.#answers.length > 0, pause);
      const answer = this.#answers.at(-1);
      if (answer !== undefined) return answer;
    }
  }

  /** One after another: what came later must not be believed earlier. */
  #send(word: QueueWord): void {
    if (this.#ask === null) return;
    const chain = this.#chain;
    this.#sent = this.#sent.then(() => CancellationScope.nonCancellable(() => tellQueue(chain, word)));
  }
}

/**
 * Since 2026-11; a train from before believed the shares of an answer when it took up the answer, those of a second answer
 * never, and kept its shares of a label to its end.
 */
function keepsOrder(): boolean {
  return patched('place-in-order');
}

async function tellQueue(chain: string, word: QueueWord): Promise<void> {
  try {
    await getExternalWorkflowHandle(queueId(chain)).signal(word.signal, word.message);
  } catch {
    // Somebody ended it. What waits there waits for this train, and nobody else may be there to start the next one.
    // Since 2026-11; a train from before left that to whoever came next.
    if (!patched('queue-started-anew')) return;
    // The next one finds out by itself who runs; so no train fails because it can't be told.
    await localActivities()
      .tellQueue(chain, word)
      .catch(() => undefined);
  }
}
