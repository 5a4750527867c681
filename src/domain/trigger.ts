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
  | { readonly type: 'schedule'; readonly schedule: string }
  | { readonly type: 'manual'; readonly by: Actor };

/** A repository of the chain that changed; without a commit the head of its branch is meant. */
export interface Change {
  readonly repository: string;
  readonly commit: string | null;
}

/** What a train is asked to do. */
export type TrainRequest =
  | {
      readonly kind: 'release';
      readonly chain: string;
      readonly version: string;
      readonly parameters: Readonly<Record<string, readonly string[]>>;
      readonly trigger: Trigger;
    }
  | {
      readonly kind: 'cascade';
      readonly chain: string;
      readonly changed: readonly Change[];
      readonly parameters: Readonly<Record<string, readonly string[]>>;
      readonly trigger: Trigger;
    };

/** The kinds of train; `nightly` joins the requests when it is built. */
export type TrainKind = TrainRequest['kind'] | 'nightly';
