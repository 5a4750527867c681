import { CancellationScope, getExternalWorkflowHandle, workflowInfo } from '@temporalio/workflow';
import { assertNever } from '../domain/exhaustive.ts';
import { buildId, publishId } from '../domain/ids.ts';
import type { TrainAction } from '../domain/next-actions.ts';
import type { Itinerary } from '../domain/orders.ts';
import { publishOrder } from '../domain/release/order-publishing.ts';
import type { TrainEvent } from '../domain/train-events.ts';
import { type Cancellation, passed, type UnderwayTrain } from '../domain/train-state.ts';
import { githubActivities, localActivities } from './activities.ts';
import type { Admission } from './admission.ts';
import { messageOf } from './child-build.ts';
import { startBuild, startFollowUp, startPublishing } from './children.ts';
import { leaveRun, publishingWord } from './messages.ts';

/** What a train has under way. What comes of it arrives as events. */
export class TrainWork {
  readonly #itinerary: Itinerary;
  readonly #admission: Admission;
  readonly #tell: (event: TrainEvent) => void;

  constructor(itinerary: Itinerary, admission: Admission, tell: (event: TrainEvent) => void) {
    this.#itinerary = itinerary;
    this.#admission = admission;
    this.#tell = tell;
  }

  /** Does one thing, and answers what is true from now on. */
  carryOut(action: Exclude<TrainAction, { type: 'settle' }>, train: UnderwayTrain): TrainEvent {
    const at = Date.now();
    switch (action.type) {
      case 'pass': {
        const { alias, kind } = action.build;
        return { type: 'build-settled', at, alias, outcome: passed(kind) };
      }
      case 'start-build':
        return this.#build(action.build.alias, train);
      case 'reach-gate':
        return { type: 'gate-reached', at, gate: action.gate };
      case 'publish':
        return this.#publish(train);
      case 'tell-publisher':
        return this.#tellPublisher(action.word, action.why, train);
      case 'follow-up':
        return this.#followUp(train);
      case 'give-place-back':
        return this.#admission.giveWay();
      case 'ask-for-place':
        return this.#admission.again();
      default:
        return assertNever(action);
    }
  }

  /**
   * Stops all that runs. Where actions runs are left, their builds are told before they are cancelled. Only a train that
   * Temporal itself cancels ends there as cancelled, so it is asked to.
   */
  async cancel({ runs }: Cancellation, train: UnderwayTrain): Promise<void> {
    if (CancellationScope.current().consideredCancelled) return;
    const { runId } = workflowInfo();
    await CancellationScope.nonCancellable(async () => {
      if (runs === 'leave') await Promise.all(this.#running(train).map((alias) => this.#leaveRun(alias)));
      await localActivities().cancelTrain({ train: this.#itinerary.train, runId });
    });
  }

  /** Removes the draft that a cancelled train made, which must not keep it from ending: what became of it is told. */
  async discardDraft(): Promise<TrainEvent> {
    const { train, digest, chain, timings } = this.#itinerary;
    if (chain.release === null) return { type: 'time-passed', at: Date.now() };
    const { owner, name } = chain.release;
    try {
      const removed = await CancellationScope.nonCancellable(() =>
        githubActivities(timings, owner).discardDraft({ train, digest, owner, name }),
      );
      const what = removed.length === 0 ? 'found no draft to remove' : `removed the draft ${removed.join(', ')}`;
      return { type: 'draft-discarded', at: Date.now(), what, why: '' };
    } catch (error) {
      return { type: 'draft-discarded', at: Date.now(), what: 'could not remove the draft', why: messageOf(error) };
    }
  }

  /** The aliases of what runs as a build does: builds, and the publish steps, any of which may. */
  #running({ builds, publishing }: UnderwayTrain): readonly string[] {
    const running = Object.entries(builds).filter(([, { status }]) => status === 'running');
    const steps = publishing.status === 'running' ? this.#itinerary.steps : [];
    return [...running.map(([alias]) => alias), ...steps.map(({ alias }) => alias)];
  }

  async #leaveRun(alias: string): Promise<void> {
    try {
      await getExternalWorkflowHandle(buildId(this.#itinerary.train, alias)).signal(leaveRun);
    } catch {
      // It has ended meanwhile; nothing else makes a signal fail.
    }
  }

  #build(alias: string, { builds }: UnderwayTrain): TrainEvent {
    const before = builds[alias];
    const again = before?.status === 'waiting' ? before.again : null;
    startBuild(this.#itinerary, alias, again, (outcome) => {
      this.#tell({ type: 'build-settled', at: Date.now(), alias, outcome });
    });
    return { type: 'build-started', at: Date.now(), alias };
  }

  #publish(train: UnderwayTrain): TrainEvent {
    const at = Date.now();
    startPublishing(publishOrder(this.#itinerary, train), (event) => {
      this.#tell({ ...event, at: Date.now() });
    });
    return { type: 'publishing', at, state: { status: 'running', startedAt: at, draft: null, word: 'none' } };
  }

  #tellPublisher(word: 'go' | 'stop', why: string, { publishing }: UnderwayTrain): TrainEvent {
    const told = getExternalWorkflowHandle(publishId(this.#itinerary.train)).signal(publishingWord, word, why);
    // It has ended meanwhile, and says so itself; nothing else makes a signal fail.
    told.catch(() => undefined);
    const at = Date.now();
    return publishing.status === 'running'
      ? { type: 'publishing', at, state: { ...publishing, word } }
      : { type: 'time-passed', at };
  }

  #followUp(train: UnderwayTrain): TrainEvent {
    const at = Date.now();
    startFollowUp(this.#itinerary, train, (told) => {
      this.#tell({ type: 'follow-up', at: Date.now(), state: { status: 'done', at: Date.now(), told } });
    });
    return { type: 'follow-up', at, state: { status: 'running', startedAt: at } };
  }
}
