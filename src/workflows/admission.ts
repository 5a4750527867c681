import {
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  setHandler,
  type SignalDefinition,
  workflowInfo,
} from '@temporalio/workflow';
import type { Chain } from '../domain/chain.ts';
import { queueId } from '../domain/ids.ts';
import type { AdmissionAnswer, AdmissionAsk, PlaceGivenBack, TrainScope } from '../domain/queue/admission.ts';
import { admissionAsk } from '../domain/queue/admission-ask.ts';
import { fitsShares } from '../domain/queue/fits-shares.ts';
import type { TrainEvent } from '../domain/train-events.ts';
import type { UnderwayTrain } from '../domain/train-state.ts';
import type { TrainRequest } from '../domain/trigger.ts';
import { localActivities } from './activities.ts';
import { admission, departed, placeGivenBack, sharesChanged, sharesGivenBack } from './messages.ts';

/** A queue that was terminated forgets who waits; so who waits asks again. */
const ASK_AGAIN = '2 minutes';

/** The side of admission that is a train's: it asks for its place, and gives it back. */
export class Admission {
  readonly #tell: (event: TrainEvent) => void;
  // Reset or not, it is one train: the queue knows it by its first execution.
  readonly #execution = { train: workflowInfo().workflowId, runId: workflowInfo().firstExecutionRunId };
  readonly #answers: AdmissionAnswer[] = [];
  #chain = '';
  #ask: AdmissionAsk | null = null;
  #owesShares = false;
  #sent = Promise.resolve();

  /** @param tell takes what happens to the train's place and shares */
  constructor(tell: (event: TrainEvent) => void) {
    this.#tell = tell;
    setHandler(admission, (runId, answer) => {
      if (runId === this.#execution.runId) this.#answers.push(answer);
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
    this.#ask = admissionAsk(this.#execution, request, chain.queue);
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
  departed(commits: TrainScope['commits']): void {
    this.#send(departed, { ...this.#execution, commits });
  }

  /** Where its shares were changed, the train says so as soon as it keeps to them. */
  keepTo(train: UnderwayTrain): void {
    if (!this.#owesShares || !fitsShares(train)) return;
    this.#owesShares = false;
    this.#send(sharesGivenBack, { ...this.#execution, shares: train.shares });
  }

  /** The train needs no place while it waits for a person. */
  giveWay(): TrainEvent {
    this.#send(placeGivenBack, { ...this.#execution, ended: false, follow: 'none' });
    return { type: 'place', at: Date.now(), place: 'given-back' };
  }

  /** The train has ended: returns once the queue knows. */
  async end(follow: PlaceGivenBack['follow']): Promise<void> {
    if (this.#ask === null) return;
    this.#send(placeGivenBack, { ...this.#execution, ended: true, follow });
    this.#ask = null;
    await CancellationScope.nonCancellable(() => this.#sent);
  }

  async #takePlace(ask: AdmissionAsk): Promise<void> {
    await this.#sent;
    const answer = await this.#answered(ask);
    if (answer.type !== 'admitted') throw new Error(`Internal error, please report: ${ask.train} was ${answer.type}`);
    this.#tell({ type: 'shares', at: Date.now(), shares: answer.shares });
    this.#tell({ type: 'place', at: Date.now(), place: 'held' });
  }

  async #answered(ask: AdmissionAsk): Promise<AdmissionAnswer> {
    this.#answers.length = 0;
    for (;;) {
      await localActivities().askAdmission(this.#chain, ask);
      await condition(() => this.#answers.length > 0, ASK_AGAIN);
      const answer = this.#answers.at(-1);
      if (answer !== undefined) return answer;
    }
  }

  /** One after another: what came later must not be believed earlier. */
  #send<Message>(signal: SignalDefinition<[Message]>, message: Message): void {
    if (this.#ask === null) return;
    const queue = getExternalWorkflowHandle(queueId(this.#chain));
    this.#sent = this.#sent.then(() =>
      CancellationScope.nonCancellable(async () => {
        try {
          await queue.signal(signal, message);
        } catch {
          // It was terminated; the next one finds out by itself who runs.
        }
      }),
    );
  }
}
