import type { ActionsRunRef } from './actions-run.ts';
import { assertNever } from './exhaustive.ts';

/** Who did something: a person by the name they gave, somebody on GitHub, or Cascade itself. */
export type Actor =
  | { readonly type: 'person'; readonly name: string }
  | { readonly type: 'github'; readonly login: string }
  | { readonly type: 'cascade' };

/** Temporal doesn't tell a workflow who started or cancelled it through its UI or command line; its history does. */
export const SOMEBODY_IN_TEMPORAL: Actor = { type: 'person', name: 'somebody with access to Temporal' };

/** What started a train. */
export type Trigger =
  | {
      readonly type: 'release';
      readonly repository: string;
      readonly tag: string;
      readonly delivery: string;
      readonly by: Actor;
    }
  | {
      readonly type: 'push';
      readonly repository: string;
      readonly branch: string;
      readonly commit: string;
      readonly delivery: string;
      readonly by: Actor;
    }
  | {
      readonly type: 'dispatch';
      readonly repository: string;
      readonly eventType: string;
      readonly delivery: string;
      readonly by: Actor;
    }
  | { readonly type: 'schedule'; readonly schedule: string }
  | { readonly type: 'manual'; readonly by: Actor };

/** Who or what started a train, in words. */
export function explainTrigger(trigger: Trigger): string {
  switch (trigger.type) {
    case 'release':
      return `${nameOf(trigger.by)}, by the release ${trigger.tag} of ${trigger.repository}`;
    case 'push':
      return `${nameOf(trigger.by)}, by a push to ${trigger.branch} of ${trigger.repository}`;
    case 'dispatch':
      return `${nameOf(trigger.by)}, by a dispatch ${trigger.eventType} to ${trigger.repository}`;
    case 'schedule':
      return `the schedule ${trigger.schedule}`;
    case 'manual':
      return nameOf(trigger.by);
    default:
      return assertNever(trigger);
  }
}

/** An actor's name as a sentence says it. */
export function nameOf(actor: Actor): string {
  switch (actor.type) {
    case 'person':
      return actor.name;
    case 'github':
      return `@${actor.login}`;
    case 'cascade':
      return 'Cascade';
    default:
      return assertNever(actor);
  }
}

/** A repository of the chain that changed; without a commit the head of its branch is meant. */
export interface Change {
  readonly repository: string;
  readonly commit: string | null;
  /** The actions run of its own that built this commit already, and counts as its build; `null` where it is built here. */
  readonly run: ActionsRunRef | null;
}

/** What a train is asked to do. */
export type TrainRequest = ReleaseRequest | NightlyRequest | CascadeRequest;

export interface ReleaseRequest extends Asked, Publishes {
  readonly kind: 'release';
  readonly version: string;
}

/** A release of the latest heads, named by its day and its inputs. */
export interface NightlyRequest extends Asked, Publishes {
  readonly kind: 'nightly';
  /** Whether it is made although nothing changed since the last one. */
  readonly force: boolean;
}

export interface CascadeRequest extends Asked {
  readonly kind: 'cascade';
  readonly changed: readonly Change[];
  /** The branch whose heads are taken of the repositories that have it; `null` for each repository's own. */
  readonly line: string | null;
  /** Whether only these repositories are built, and nothing that needs them. */
  readonly only: boolean;
}

interface Asked {
  readonly chain: string;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly trigger: Trigger;
}

interface Publishes {
  /** Branch, tag or commit by alias, where it is not what the chain would choose by itself. */
  readonly refs: Readonly<Record<string, string>>;
  /** Everything up to the draft, and nothing published. */
  readonly dryRun: boolean;
}

export type TrainKind = TrainRequest['kind'];

/** The version that a train is asked for; `null` for a nightly, which is named by what it builds, and for a cascade. */
export function versionOf(request: TrainRequest): string | null {
  return request.kind === 'release' ? request.version : null;
}
