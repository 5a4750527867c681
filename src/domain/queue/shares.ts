import type { RunnerShares, SharesGivenBack } from './admission.ts';
import { goesByFormerRules } from './former-rules.ts';
import { isSame, type QueueState, type RunningTrain } from './queue-state.ts';

/**
 * Divides the builds on each limited label anew, among the trains that take its runners. What a train has to give up is told first; another gets it only once
 * the first has said that it uses it no more. So what trains may use is never more than the limit.
 */
export function balance(state: QueueState): QueueState {
  const limits = state.policy?.runners ?? {};
  const present = state.running.filter(takesPart);
  const targets = targetsOf(present, limits);
  const isFormer = goesByFormerRules(state);
  const lowered = state.running.map((train) => lower(train, targets.get(train.train), limits, isFormer));
  return {
    ...state,
    running: lowered.reduce<readonly RunningTrain[]>(
      (running, train) => raise(running, train, targets, limits),
      lowered,
    ),
  };
}

/** What remains in use after a train said how much it uses. */
export function givenBack(state: QueueState, given: SharesGivenBack): QueueState {
  const running = state.running.map((train) => {
    if (!isSame(train, given)) return train;
    const { shares, held } = train;
    const left = Object.keys(shares).map((label): [string, number] => {
      const told = shares[label] ?? 0;
      return [label, Math.min(held[label] ?? Infinity, Math.max(given.shares[label] ?? told, told))];
    });
    return { ...train, held: Object.fromEntries(left) };
  });
  return { ...state, running };
}

/** A train that is about to depart has built nothing yet: what it never takes it gives up without a word. */
export function withoutUntaken(train: RunningTrain): RunningTrain {
  const taken = (shares: RunnerShares) => mapShares(shares, (share, label) => (takes(train, label) ? share : 0));
  return { ...train, shares: taken(train.shares), held: taken(train.held) };
}

/** One that hasn't asked yet builds nothing. */
function takesPart({ stage }: RunningTrain): boolean {
  return stage === 'asked' || stage === 'asked-again' || stage === 'answered';
}

/** Whether builds of a train may be on the runners of a label. */
function takes({ runners }: RunningTrain, label: string): boolean {
  return runners === undefined || runners.includes(label);
}

/** As many to each, what is left over to those that come first: releases, and then who has been there for longer. */
function targetsOf(trains: readonly RunningTrain[], limits: RunnerShares): ReadonlyMap<string, RunnerShares> {
  const ordered = [...trains.filter(isRelease), ...trains.filter((train) => !isRelease(train))];
  const target = (train: RunningTrain) => (limit: number, label: string) => {
    const sharing = ordered.filter((other) => takes(other, label));
    const turn = sharing.indexOf(train);
    return turn === -1 ? 0 : Math.floor(limit / sharing.length) + (turn < limit % sharing.length ? 1 : 0);
  };
  return new Map(ordered.map((train) => [train.train, mapShares(limits, target(train))]));
}

function isRelease({ kind }: RunningTrain): boolean {
  return kind === 'release';
}

/** What was not said of a label yet is nothing, or, of a train that builds already, as much as there is. */
function lower(
  train: RunningTrain,
  target: RunnerShares | undefined,
  limits: RunnerShares,
  isFormer: boolean,
): RunningTrain {
  if (target === undefined) return train;
  const isNew = train.stage === 'asked';
  // One that is on its way may have built there, and may again where a person wants it to: it is told, and agrees first.
  const mayReturn = train.departed === true && !isFormer;
  const shares = mapShares(limits, (_, label) => {
    const wanted = target[label] ?? 0;
    return Math.min(train.shares[label] ?? (isNew ? 0 : wanted), wanted);
  });
  const held = mapShares(limits, (limit, label) => {
    if (!takes(train, label)) return mayReturn ? (train.held[label] ?? 0) : 0;
    return train.held[label] ?? (isNew ? 0 : limit);
  });
  // What it never takes, nobody needs to tell it.
  const isTold = train.told && sameShares(shares, train.shares, (label) => mayReturn || takes(train, label));
  return { ...train, shares, held, told: isTold };
}

/** One that still has to give something up gets nothing: what it says of its use would be out of date. */
function raise(
  running: readonly RunningTrain[],
  { train: name }: RunningTrain,
  targets: ReadonlyMap<string, RunnerShares>,
  limits: RunnerShares,
): readonly RunningTrain[] {
  const target = targets.get(name);
  const train = running.find((other) => other.train === name);
  if (target === undefined || train === undefined || !sameShares(train.held, train.shares)) return running;
  const shares = mapShares(limits, (limit, label) => {
    const others = running.filter((other) => other.train !== name && takesPart(other));
    const used = others.reduce((sum, { held }) => sum + (held[label] ?? 0), 0);
    const now = train.shares[label] ?? 0;
    return Math.max(now, Math.min(target[label] ?? 0, limit - used));
  });
  if (sameShares(shares, train.shares)) return running;
  return running.map((other) => (other.train === name ? { ...train, shares, held: shares, told: false } : other));
}

function mapShares(limits: RunnerShares, share: (limit: number, label: string) => number): RunnerShares {
  return Object.fromEntries(Object.entries(limits).map(([label, limit]) => [label, share(limit, label)]));
}

function sameShares(a: RunnerShares, b: RunnerShares, counts: (label: string) => boolean = () => true): boolean {
  const labels = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...labels].filter(counts).every((label) => a[label] === b[label]);
}
