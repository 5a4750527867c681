import type { AdmissionAsk } from '../../../src/domain/queue/admission.ts';
import { applyQueueEvent } from '../../../src/domain/queue/apply-queue-event.ts';
import type { Arrival, PushCheck } from '../../../src/domain/queue/arrivals.ts';
import { cascadeKey } from '../../../src/domain/queue/cascade-key.ts';
import { nextQueueActions, type QueueAction } from '../../../src/domain/queue/next-queue-actions.ts';
import type { QueueEvent } from '../../../src/domain/queue/queue-events.ts';
import type { QueuePolicy } from '../../../src/domain/queue/queue-policy.ts';
import { emptyQueue, type QueueState } from '../../../src/domain/queue/queue-state.ts';

/** What a chain has that says nothing about its queue, with two places. */
export function policy(differences: Partial<QueuePolicy> = {}): QueuePolicy {
  return {
    trains: 2,
    onArrival: { cascade: 'merge', release: 'queue', nightly: 'refuse' },
    runners: {},
    ...differences,
  };
}

/** The key of cascades of the repositories' own branches. */
export const OWN_BRANCHES = cascadeKey({ line: null, parameters: {}, only: false });

/** A commit that begins with this. */
export function commitOf(start: string): string {
  return start.padEnd(40, '0');
}

/** A train asks: a release of the version, or a cascade of the changes. */
export function asks(train: string, differences: Partial<AdmissionAsk> = {}): QueueEvent & { type: 'asked' } {
  const ask = { train, runId: 'first', kind: 'release', key: train, changed: [], again: false } as const;
  return { type: 'asked', at: 1, ask: { ...ask, policy: policy(), ...differences } };
}

/** A cascade that a person started asks. */
export function cascadeAsks(train: string, repository: string, differences: Partial<AdmissionAsk> = {}): QueueEvent {
  const changed = [{ repository, commit: commitOf('a'), run: null }];
  return asks(train, { kind: 'cascade', key: OWN_BRANCHES, changed, ...differences });
}

/** A change that a webhook told of. */
export function arrival(repository: string, differences: Partial<Arrival> = {}): Arrival {
  const commit = differences.commit === undefined ? commitOf('b') : differences.commit;
  return {
    delivery: `${repository}-${commit ?? ''}`,
    repository,
    commit,
    at: 1,
    line: null,
    parameters: {},
    hop: null,
    check: null,
    trigger: { type: 'manual', by: { type: 'cascade' } },
    policy: policy(),
    ...differences,
  };
}

/** What a push must show that has one file to be green. */
export function pushCheck(differences: Partial<PushCheck> = {}): PushCheck {
  const place = { owner: 'acme', name: 'app', branch: 'main' };
  return { ...place, workflows: ['ci.yml'], jobs: [], countsAsBuild: true, content: [], ...differences };
}

/** A push, which of an earlier one of its repository comes too late. */
export function pushed(repository: string, differences: Partial<Arrival> & Pick<Arrival, 'at'>): Arrival {
  const plain = arrival(repository, differences);
  const { delivery, commit } = plain;
  const by = { type: 'github', login: 'octocat' } as const;
  return { ...plain, trigger: { type: 'push', repository, branch: 'main', commit: commit ?? '', delivery, by } };
}

export function arrives(...arrivals: readonly Arrival[]): QueueEvent {
  return { type: 'arrived', at: 1, arrivals };
}

/** The train ends, or gives its place back for a while. */
export function givesPlaceBack(train: string, ended = true): QueueEvent {
  return { type: 'place-given-back', at: 2, given: { train, runId: 'first', ended, follow: 'none' } };
}

/** A queue to which all this happened, and that did all that it could; and what it did. */
export function queueAfter(
  events: readonly QueueEvent[],
  before: QueueState = emptyQueue('acme'),
): { readonly state: QueueState; readonly done: readonly QueueAction[] } {
  const done: QueueAction[] = [];
  const state = events.reduce((next, event) => {
    let current = applyQueueEvent(next, event);
    for (let actions = nextQueueActions(current); actions.length > 0; actions = nextQueueActions(current)) {
      for (const action of actions) {
        done.push(action);
        current = applyQueueEvent(current, { type: 'begun', at: event.at, action });
      }
    }
    return current;
  }, before);
  return { state, done };
}

/** What each train was answered, in order: `acme/a admitted`. */
export function answers(done: readonly QueueAction[]): readonly string[] {
  return done.flatMap((action) => (action.type === 'answer' ? [`${action.train} ${action.answer.type}`] : []));
}

/** The ids of the cascades that the queue started. */
export function started(done: readonly QueueAction[]): readonly string[] {
  return done.flatMap((action) => (action.type === 'start-cascade' ? [action.order.train] : []));
}
