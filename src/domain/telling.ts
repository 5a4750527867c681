import type { TrainKind } from './trigger.ts';
import type { MarkerSupport, Timeouts } from './build-recipe.ts';

/** Who is told what, beside those who look. None of it can fail a train but where `required` says so. */
export interface Telling {
  /** Whether every commit that is built gets a commit status, one a train. */
  readonly statuses: boolean;
  readonly webhooks: readonly TellWebhook[];
  /** Where one issue stays open for as long as the chain is broken; `null` for nowhere. */
  readonly issue: { readonly owner: string; readonly name: string } | null;
}

export interface TellWebhook {
  readonly format: 'cascade' | 'slack';
  /** Name of the environment variable with its address, which is a secret where it holds a token. */
  readonly urlVariable: string;
  /** Name of the one with the secret that signs what is sent; `null` where nothing is signed. */
  readonly secretVariable: string | null;
  readonly on: readonly ('settled' | 'person-needed')[];
  readonly kinds: readonly TrainKind[];
  readonly required: boolean;
}

/** A `repository_dispatch` that tells a repository to deploy what was built. */
export interface DeploySignal {
  /** Kinds of train that send it: a release once it is published, a cascade once all is built. */
  readonly kinds: readonly TrainKind[];
  /** Who receives it; `null` for the repository itself. */
  readonly to: { readonly owner: string; readonly name: string } | null;
  readonly eventType: string;
  /** Templates: `{version}`, `{tag}`, `{image}` and those of builds. */
  readonly payload: Readonly<Record<string, string>>;
  /** Whether the train fails where it can't be sent, or the answer is no success. */
  readonly required: boolean;
  /** The actions workflow whose run is the answer; `null` where none is awaited. */
  readonly answer: { readonly workflow: string; readonly marker: MarkerSupport; readonly timeouts: Timeouts } | null;
}
