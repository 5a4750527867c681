import type { MarkerSupport } from '../../../src/domain/build-recipe.ts';

/** All that chance decides: what happens to builds of one repository, and around them. Durations are milliseconds. */
export interface Story {
  readonly support: Exclude<MarkerSupport, 'none'>;
  readonly event: 'workflow_dispatch' | 'repository_dispatch';
  /** GitHub's clock less ours. */
  readonly clock: number;
  readonly builds: readonly BuildStory[];
  readonly strangers: readonly Stranger[];
  readonly reports: readonly Report[];
  readonly commands: readonly Command[];
}

/** A build, and what its calls meet: in their order, and nothing bad once the list is over. */
export interface BuildStory {
  readonly begins: number;
  readonly attempts: number;
  readonly posts: readonly PostFate[];
  readonly looks: readonly LookFate[];
  readonly asks: readonly AskFate[];
  /** How long its actions run takes. */
  readonly lasts: number;
}

/** What becomes of one activity that dispatches. */
export interface PostFate {
  /** From the time by which the workflow decides to its being scheduled: the rest of the workflow task. */
  readonly decided: number;
  /** From being scheduled to being taken by a worker. */
  readonly queued: number;
  /** Before the deadline is checked. */
  readonly stalls: number;
  /** Whether the worker stands still meanwhile: then the engine misses its heartbeats, gives it up, and it becomes a zombie. */
  readonly silent: boolean;
  readonly dies: 'never' | 'before the POST' | 'after the POST';
  /** What the POST meets, and that which follows where the repository was renamed. */
  readonly trips: readonly Trip[];
}

/** One POST on its way to GitHub, and the answer on its way back. */
export interface Trip {
  readonly there: number;
  readonly back: number;
  readonly meets: 'acceptance' | 'failure' | 'refusal' | 'rate limit' | 'redirect' | 'no connection';
  /** What is left of the answer to an accepted one. */
  readonly answer: '200' | '204' | 'lost';
  /** What it starts: one actions run, or as many as GitHub makes of it, or none. */
  readonly starts: readonly RunFate[];
}

/** An actions run that GitHub makes: when it is created, counted from acceptance, when lists show it, and when webhooks tell of it. */
export interface RunFate {
  readonly created: number;
  readonly shown: number;
  /** Counted from when it is created; lost, doubled and out of order as it comes. */
  readonly webhooks: readonly number[];
}

/** What one try to read from GitHub meets. */
export interface LookFate {
  /** Before it asks, by a stall, a queue or a worker that died. */
  readonly waits: number;
  readonly takes: number;
  readonly fails: boolean;
}

/** What becomes of asking for a turn: when it arrives, and when once more, because the first answer was lost. */
export interface AskFate {
  readonly arrives: number;
  readonly again: number | null;
}

/** An actions run that none of ours started. */
export interface Stranger extends RunFate {
  readonly at: number;
  readonly kind:
    'other actor' | 'other event' | 'former execution' | 'fork' | 'guessed marker' | 'other workflow' | 'same account';
  /** The build whose marker it has stolen, where it has. */
  readonly build: number;
  readonly attempt: number;
}

/** Somebody tells a build that an actions run is its own: the `run`th that there is, or one that isn't. */
export interface Report {
  readonly at: number;
  readonly build: number;
  readonly run: number | 'none';
}

/** A person resets or cancels a build, or the train that it belongs to. */
export interface Command {
  readonly at: number;
  readonly build: number;
  readonly type: 'reset' | 'cancel';
  /** Whether it hits the build while a dispatch of it is under way. */
  readonly midway: boolean;
  /** Whether they look first, and wait until it doesn't hold its turn to dispatch. */
  readonly waitsForTurn: boolean;
}
