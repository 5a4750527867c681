import { expect } from 'vitest';
import type { AdmissionAnswer, RunnerShares } from '../../../src/domain/queue/admission.ts';
import { applyQueueEvent, goneOn } from '../../../src/domain/queue/apply-queue-event.ts';
import { nextQueueActions, type QueueAction } from '../../../src/domain/queue/next-queue-actions.ts';
import type { QueueEvent } from '../../../src/domain/queue/queue-events.ts';
import type { OnArrival, QueuePolicy } from '../../../src/domain/queue/queue-policy.ts';
import { emptyQueue, type QueueState } from '../../../src/domain/queue/queue-state.ts';
import type { TrainKind } from '../../../src/domain/trigger.ts';
import { arrival, OWN_BRANCHES } from './support.ts';

/** A train, as far as its queue has to do with it. */
interface ModelTrain {
  readonly train: string;
  readonly kind: TrainKind;
  readonly own: readonly string[];
  status: 'asking' | 'running' | 'waits for a person' | 'over';
  answer: AdmissionAnswer | null;
  shares: RunnerShares;
  /** Builds on the runners of the label. */
  using: number;
}

interface Setting {
  readonly trains: number;
  readonly cascade: OnArrival;
  readonly nightly: OnArrival;
  readonly release: OnArrival;
  /** Builds at once on the only limited label. */
  readonly big: number;
}

/** A queue with trains that keep to what they are told, each in its own time. */
export class EventedQueue {
  readonly #policy: QueuePolicy;
  readonly #trains: ModelTrain[] = [];
  readonly #pushed: string[] = [];
  readonly #carried: string[] = [];
  #state: QueueState = emptyQueue('acme');
  #now = 0;

  constructor({ trains, cascade, nightly, release, big }: Setting) {
    this.#policy = { trains, onArrival: { cascade, nightly, release }, runners: { big } };
  }

  push(repository: string, number: number): void {
    const commit = String(number).padEnd(40, 'f');
    const delivery = `${repository} ${number}`;
    this.#pushed.push(`${repository}@${commit}`);
    this.#happens({
      type: 'arrived',
      at: this.#now,
      arrivals: [arrival(repository, { delivery, commit, at: number, policy: this.#policy })],
    });
  }

  ask(kind: TrainKind): void {
    const train = `${kind}-${this.#trains.length}`;
    this.#join(train, kind, []);
    this.#asks(train, kind, false);
  }

  end(which: number): void {
    this.#give(which, true);
  }

  giveWay(which: number): void {
    const waits = this.#trains.filter(({ status }) => status === 'waits for a person')[which];
    if (waits === undefined) {
      this.#give(which, false);
    } else {
      waits.status = 'asking';
      this.#asks(waits.train, waits.kind, true);
    }
  }

  vanish(which: number): void {
    const train = this.#running(which);
    if (train === undefined) return;
    Object.assign(train, { status: 'over', using: 0 });
    this.#happens({ type: 'vanished', at: this.#now, train: train.train, runId: 'first', unreached: false });
  }

  /** A train starts as many builds as it may. */
  use(which: number): void {
    const train = this.#running(which);
    if (train !== undefined) train.using = Math.max(train.using, train.shares['big'] ?? 0);
  }

  /** Builds of a train end, until it has no more than it may, and it says so. */
  keepToShares(which: number): void {
    const train = this.#running(which);
    if (train === undefined) return;
    train.using = Math.min(train.using, train.shares['big'] ?? 0);
    const given = { train: train.train, runId: 'first', shares: train.shares };
    this.#happens({ type: 'shares-given-back', at: this.#now, given });
  }

  check(): void {
    const running = this.#trains.filter(({ status }) => status === 'running');
    expect(running.length).toBeLessThanOrEqual(this.#policy.trains);
    expect(running.reduce((sum, { using }) => sum + using, 0)).toBeLessThanOrEqual(this.#policy.runners['big'] ?? 0);
    if (this.#policy.onArrival.cascade === 'merge') {
      expect(running.filter(({ kind }) => kind === 'cascade').length).toBeLessThanOrEqual(1);
    }
  }

  letAllEnd(): void {
    for (let round = 0; round < 1000 && this.#trains.some(({ status }) => status !== 'over'); round += 1) {
      this.giveWay(0);
      this.end(0);
      this.check();
      this.#state = goneOn(this.#state);
    }
  }

  unanswered(): readonly string[] {
    return this.#trains.filter(({ status }) => status !== 'over').map(({ train, status }) => `${train} ${status}`);
  }

  /** Repositories whose newest change no train carried. */
  lostPushes(): readonly string[] {
    const newest = new Map([...this.#pushed].sort().map((push) => [push.split('@')[0], push]));
    return [...newest.values()].filter((push) => !this.#carried.includes(push));
  }

  carriedTwice(): readonly string[] {
    return this.#carried.filter((push, index) => this.#carried.indexOf(push) < index);
  }

  answersToReleases(): readonly (string | undefined)[] {
    return this.#trains.filter(({ kind }) => kind === 'release').map(({ answer }) => answer?.type);
  }

  waitingChanges(): readonly string[] {
    return this.#state.waiting.flatMap(({ changed }) =>
      changed.map(({ repository, commit }) => `${repository} ${commit}`),
    );
  }

  #give(which: number, ended: boolean): void {
    const train = this.#running(which);
    if (train === undefined) return;
    Object.assign(train, { status: ended ? 'over' : 'waits for a person', using: 0 });
    const given = { train: train.train, runId: 'first', ended, follow: 'none' } as const;
    this.#happens({ type: 'place-given-back', at: this.#now, given });
  }

  #running(which: number): ModelTrain | undefined {
    const running = this.#trains.filter(({ status }) => status === 'running');
    return running[which % Math.max(1, running.length)];
  }

  #join(train: string, kind: TrainKind, own: readonly string[]): void {
    this.#trains.push({ train, kind, own, status: 'asking', answer: null, shares: {}, using: 0 });
  }

  #asks(train: string, kind: TrainKind, again: boolean): void {
    const key = kind === 'release' ? train : OWN_BRANCHES;
    const ask = { train, runId: 'first', kind, key, changed: [], again, policy: this.#policy };
    this.#happens({ type: 'asked', at: this.#now, ask });
  }

  #happens(event: QueueEvent): void {
    this.#now += 1;
    this.#state = applyQueueEvent(this.#state, event);
    for (let actions = nextQueueActions(this.#state); actions.length > 0; actions = nextQueueActions(this.#state)) {
      for (const action of actions) {
        this.#state = applyQueueEvent(this.#state, { type: 'begun', at: this.#now, action });
        this.#carryOut(action);
      }
    }
  }

  #carryOut(action: QueueAction): void {
    if (action.type === 'start-cascade') {
      const { train, input } = action.order;
      this.#join(train, 'cascade', []);
      this.#asks(train, 'cascade', false);
      expect(input.changed).not.toEqual([]);
      return;
    }
    if (action.type !== 'answer' && action.type !== 'tell-shares') return;
    const train = this.#trains.find((other) => other.train === action.train && other.status !== 'over');
    if (train === undefined) throw new Error(`${action.train} is told something after its end`);
    if (action.type === 'tell-shares') train.shares = action.shares;
    else this.#answered(train, action.answer);
  }

  #answered(train: ModelTrain, answer: AdmissionAnswer): void {
    const isFirst = train.answer === null;
    train.answer ??= answer;
    train.status = answer.type === 'admitted' ? 'running' : 'over';
    if (answer.type !== 'admitted') return;
    train.shares = answer.shares;
    if (isFirst) this.#carried.push(...answer.changed.map(({ repository, commit }) => `${repository}@${commit ?? ''}`));
  }
}
