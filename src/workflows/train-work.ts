import { CancellationScope, getExternalWorkflowHandle } from '@temporalio/workflow';
import { assertNever } from '../domain/exhaustive.ts';
import { buildId, publishId } from '../domain/ids.ts';
import type { TrainAction } from '../domain/next-actions.ts';
import type { Itinerary } from '../domain/orders.ts';
import { publishOrder } from '../domain/release/order-publishing.ts';
import type { TrainEvent } from '../domain/train-events.ts';
import { type Cancellation, passed, type UnderwayTrain } from '../domain/train-state.ts';
import { startBuild, startPublishing } from './children.ts';
import { leaveRun, publishingWord } from './messages.ts';

/** What a train has under way. What comes of it arrives as events. */
export class TrainWork {
  readonly #itinerary: Itinerary;
  readonly #tell: (event: TrainEvent) => void;
  readonly #scope = new CancellationScope();

  constructor(itinerary: Itinerary, tell: (event: TrainEvent) => void) {
    this.#itinerary = itinerary;
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
        return { type: 'follow-up', at, state: { status: 'done', at, told: [] } };
      case 'give-place-back':
        return { type: 'place', at, place: 'given-back' };
      case 'ask-for-place':
        return { type: 'place', at, place: 'held' };
      default:
        return assertNever(action);
    }
  }

  /** Stops all that runs. Where actions runs are left, their builds are told before they are cancelled. */
  async cancel({ runs }: Cancellation, train: UnderwayTrain): Promise<void> {
    if (runs === 'leave') await Promise.all(runningBuilds(train).map((alias) => this.#leaveRun(alias)));
    this.#scope.cancel();
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
    this.#inScope(() => {
      startBuild(this.#itinerary, alias, again, (outcome) => {
        this.#tell({ type: 'build-settled', at: Date.now(), alias, outcome });
      });
    });
    return { type: 'build-started', at: Date.now(), alias };
  }

  #publish(train: UnderwayTrain): TrainEvent {
    const at = Date.now();
    this.#inScope(() => {
      startPublishing(publishOrder(this.#itinerary, train), (event) => {
        this.#tell({ ...event, at: Date.now() });
      });
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

  #inScope(start: () => void): void {
    // What is started tells how it ended by itself; the scope has nothing to wait for.
    const running = this.#scope.run(() => {
      start();
      return Promise.resolve();
    });
    running.catch(() => undefined);
  }
}

function runningBuilds({ builds }: UnderwayTrain): readonly string[] {
  return Object.entries(builds).flatMap(([alias, { status }]) => (status === 'running' ? [alias] : []));
}
