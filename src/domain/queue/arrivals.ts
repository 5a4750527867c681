import type { ParameterChoice } from '../expected-artifacts.ts';
import type { Trigger } from '../trigger.ts';
import type { QueuePolicy } from './queue-policy.ts';

/** A change that a webhook told of, on its way into the next cascade of a chain. */
export interface Arrival {
  /** `<delivery>/<alias>`, since one delivery can tell of several repositories of the chain: what was seen before is passed over. */
  readonly delivery: string;
  /** Alias of the repository that changed, and the commit that it is at now. */
  readonly repository: string;
  readonly commit: string | null;
  /** When it was pushed, milliseconds since the epoch: of two changes of one repository the later counts. */
  readonly at: number;
  /** The branch whose heads the cascade prefers, such as `develop`; `null` where each repository's own is taken. Only changes of one line merge. */
  readonly line: string | null;
  readonly parameters: ParameterChoice;
  /** Whose news it passes on: the repository and commit that somebody else's dispatch names. A train under way that builds both already covers it. */
  readonly hop: { readonly from: string; readonly commit: string | null } | null;
  /** What must be green for that commit first; `null` where it goes on at once. */
  readonly check: PushCheck | null;
  readonly trigger: Trigger;
  /** As the chain is configured now. */
  readonly policy: QueuePolicy;
}

/** What is looked at before a pushed commit starts a cascade. */
export interface PushCheck {
  readonly owner: string;
  readonly name: string;
  readonly branch: string;
  /** Files of actions workflows of which the run that this push started must have succeeded. */
  readonly workflows: readonly string[];
  /** Jobs that must have succeeded, in one of them. */
  readonly jobs: readonly string[];
  /** Whether the last of those runs counts as the repository's own build. */
  readonly countsAsBuild: boolean;
  /** Paths whose content alone matters to the dependents; empty where every commit does. */
  readonly content: readonly string[];
}

/** A hint that an actions run of a push has ended: what waits for it is looked at again. */
export interface PushHint {
  readonly delivery: string;
  readonly repository: string;
}
