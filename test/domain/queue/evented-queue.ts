import { expect } from 'vitest';
import type { AdmissionAnswer } from '../../../src/domain/queue/admission.ts';
import { applyQueueEvent } from '../../../src/domain/queue/apply-queue-event.ts';
import { goneOn } from '../../../src/domain/queue/go-on.ts';
import { nextQueueActions, type QueueAction } from '../../../src/domain/queue/next-queue-actions.ts';
import type { QueueEvent } from '../../../src/domain/queue/queue-events.ts';
import type { OnArrival, QueuePolicy } from '../../../src/domain/queue/queue-policy.ts';
import { emptyQueue, isSame, type QueueState } from '../../../src/domain/queue/queue-state.ts';
import type { TrainKind } from '../../../src/domain/trigger.ts';
import { changesOf, foundAs, freshTrain, idOf, type ModelTrain, nameOf, runnersOf } from './model-train.ts';
import { OWN_BRANCHES, pushed } from './support.ts';

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
  /** What was pushed, in the order in which trains were admitted with it. */
  readonly #admitted: string[] = [];
  #state: QueueState = emptyQueue('acme');
  #now = 0;

  constructor({ trains, cascade, nightly, release, big }: Setting) {
    this.#policy = { trains, onArrival: { cascade, nightly, release }, runners: { big } };
  }

  push(repository: string, number: number): void {
    const commit = String(number).padEnd(40, 'f');
    const delivery = `${repository} ${number}`;
    this.#pushed.push(nameOf({ repository, commit }));
    this.#happens({
      type: 'arrived',
      at: this.#now,
      arrivals: [pushed(repository, { delivery, commit, at: number, policy: this.#policy })],
    });
  }

  /** A person starts a train; a cascade brings an old commit of that repository. */
  ask(kind: TrainKind, repository: string): void {
    const train = `${kind}-${this.#trains.length}`;
    const commit = String(this.#trains.length).padStart(40, 'a');
    const own = kind === 'cascade' ? [{ repository, commit, run: null }] : [];
    this.#join(freshTrain({ train, kind, own, byQueue: false }));
  }

  /** A train that has its answer is heard asking once more, and in the same moment another one that wants its share. */
  askAgain(which: number): void {
    const train = this.#running(which);
    if (train === undefined) return;
    const other = freshTrain({ train: `release-${this.#trains.length}`, kind: 'release', own: [], byQueue: false });
    this.#trains.push(other);
    this.#happens(this.#askOf(train, train.departed), this.#askOf(other, false));
  }

  /** A train has nothing left to build on the label; or it has again, since a person wants it to. */
  runOut(which: number): void {
    const train = this.#departed(which);
    if (train === undefined) return;
    Object.assign(train, train.isDone ? { isDone: false } : { isDone: true, using: 0 });
    // One that knows what it takes says so; the model's others take what there is.
    const runners = train.isDone || train.kind === 'nightly' ? [] : ['big'];
    this.#happens({ type: 'departed', at: this.#now, scope: { ...idOf(train), commits: {}, runners } });
  }

  /** A person terminates a train that somebody started, and starts it again under its id. */
  startAgain(which: number): void {
    const trains = this.#trains.filter(({ byQueue, status }) => !byQueue && status !== 'over');
    const train = trains[which % Math.max(1, trains.length)];
    if (train === undefined) return;
    const fresh = {
      runId: `${train.runId}+`,
      status: 'asking',
      departed: false,
      answer: null,
      using: 0,
      isDone: false,
    } as const;
    Object.assign(train, fresh);
    this.#asks(train, false);
  }

  /** A train fails before it departs; one that carries a single change has nothing to hand on. */
  fail(which: number): void {
    const train = this.#running(which);
    if (train === undefined || train.departed || (train.byQueue && changesOf(train).length < 2)) return;
    Object.assign(train, { status: 'over', using: 0 });
    this.#happens({ type: 'place-given-back', at: this.#now, given: { ...idOf(train), ended: true, follow: 'none' } });
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
      this.#asks(waits, true);
    }
  }

  /** Somebody ends the queue, and a train its work before there is another; what that says reaches nobody. */
  beginAnew(which: number): void {
    const train = this.#departed(which);
    if (train !== undefined)
      Object.assign(train, { status: which % 2 === 0 ? 'over' : 'waits for a person', using: 0 });
    const former = { state: this.#state, arrivals: [] };
    this.#state = emptyQueue('acme');
    this.#happens({ type: 'found', at: this.#now, trains: this.#trains.flatMap(foundAs), former });
    if (train?.status !== 'over') return;
    this.#happens({ type: 'vanished', at: this.#now, ...idOf(train) });
  }

  vanish(which: number): void {
    const train = this.#departed(which);
    if (train === undefined) return;
    Object.assign(train, { status: 'over', using: 0 });
    this.#happens({ type: 'vanished', at: this.#now, ...idOf(train) });
  }

  /** A train starts as many builds as it may; a nightly has none on the label, and says so when it asks. */
  use(which: number): void {
    const train = this.#departed(which);
    if (train === undefined || train.kind === 'nightly' || train.isDone) return;
    train.using = Math.max(train.using, train.shares['big'] ?? 0);
  }

  /** Builds of a train end, until it has no more than it may, and it says so. */
  keepToShares(which: number): void {
    const train = this.#running(which);
    if (train === undefined) return;
    train.using = Math.min(train.using, train.shares['big'] ?? 0);
    const given = { ...idOf(train), shares: train.shares };
    this.#happens({ type: 'shares-given-back', at: this.#now, given });
  }

  check(): void {
    const running = this.#trains.filter(({ status }) => status === 'running');
    expect(running.length).toBeLessThanOrEqual(this.#policy.trains);
    expect(running.reduce((sum, { using }) => sum + using, 0)).toBeLessThanOrEqual(this.#policy.runners['big'] ?? 0);
    if (this.#policy.onArrival.cascade === 'merge') {
      expect(running.filter(({ kind }) => kind === 'cascade').length).toBeLessThanOrEqual(1);
    }
    // What the queue takes for told is what its train goes by.
    const told = this.#state.running.filter((place) => place.told && place.stage === 'answered');
    const believed = told.map((place) => running.find((train) => isSame(idOf(train), place))?.shares ?? place.shares);
    expect(believed).toEqual(told.map(({ shares }) => shares));
  }

  letAllEnd(): void {
    for (let round = 0; round < 1000 && this.#trains.some(({ status }) => status !== 'over'); round += 1) {
      this.giveWay(0);
      this.end(0);
      this.check();
      this.#state = goneOn(this.#state, this.#state.at);
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
    const pushes = this.#carried.filter((change) => this.#pushed.includes(change));
    return pushes.filter((push, index) => pushes.indexOf(push) < index);
  }

  /** Pushes that a train was admitted with after another had been with a newer one of the repository. */
  cascadedBackwards(): readonly string[] {
    const pushes = this.#admitted.filter((change) => this.#pushed.includes(change));
    const isNewer = (other: string, push: string) => other.split('@')[0] === push.split('@')[0] && other > push;
    return pushes.filter((push, index) => pushes.slice(0, index).some((before) => isNewer(before, push)));
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
    const train = this.#departed(which);
    if (train === undefined) return;
    Object.assign(train, { status: ended ? 'over' : 'waits for a person', using: 0 });
    const outcome = ended ? { succeeded: false } : {};
    const given = { ...idOf(train), ended, ...outcome, follow: 'none' } as const;
    this.#happens({ type: 'place-given-back', at: this.#now, given });
  }

  #running(which: number): ModelTrain | undefined {
    const running = this.#trains.filter(({ status }) => status === 'running');
    return running[which % Math.max(1, running.length)];
  }

  /** A train that has its place knows what it builds, and is on its way. */
  #departed(which: number): ModelTrain | undefined {
    const train = this.#running(which);
    if (train === undefined || train.departed) return train;
    train.departed = true;
    this.#carried.push(...changesOf(train).map(nameOf));
    this.#happens({ type: 'departed', at: this.#now, scope: { ...idOf(train), commits: {}, ...runnersOf(train) } });
    return train;
  }

  #join(train: ModelTrain): void {
    expect(this.#trains.map((other) => other.train)).not.toContain(train.train);
    this.#trains.push(train);
    this.#asks(train, false);
  }

  #asks(asking: ModelTrain, again: boolean): void {
    this.#happens(this.#askOf(asking, again));
  }

  #askOf(asking: ModelTrain, again: boolean): QueueEvent {
    const { train, kind, own } = asking;
    const key = kind === 'release' ? train : OWN_BRANCHES;
    const changed = again ? [] : own;
    const ask = { ...idOf(asking), kind, key, changed, again, policy: this.#policy, ...runnersOf(asking) };
    return { type: 'asked', at: this.#now, ask };
  }

  #happens(...events: readonly QueueEvent[]): void {
    this.#now += 1;
    this.#state = events.reduce(applyQueueEvent, this.#state);
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
      expect(input.changed).not.toEqual([]);
      this.#join(freshTrain({ train, kind: 'cascade', own: [], byQueue: true }));
      return;
    }
    if (action.type !== 'answer' && action.type !== 'tell-shares') return;
    const train = this.#trains.find((other) => other.train === action.train);
    if (train === undefined) throw new Error(`${action.train} is unknown`);
    // What is told to an execution that somebody ended reaches nobody.
    if (train.runId !== action.runId) return;
    // A queue that has just begun may tell its shares to one that has ended before.
    if (action.type === 'tell-shares') train.shares = action.shares;
    else if (train.status === 'over') throw new Error(`${action.train} is answered after its end`);
    else this.#answered(train, action.answer);
  }

  #answered(train: ModelTrain, answer: AdmissionAnswer): void {
    // It has gone on with the first answer: a train does not know that another one follows.
    if (train.status === 'running') return;
    if (train.answer === null && answer.type === 'admitted') this.#admitted.push(...answer.changed.map(nameOf));
    train.answer ??= answer;
    train.status = answer.type === 'admitted' ? 'running' : 'over';
    if (answer.type === 'admitted') train.shares = answer.shares;
  }
}
