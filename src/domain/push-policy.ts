/** What a push to a repository starts, and what it doesn't. */
export interface PushPolicy {
  /** Files of actions workflows that must be green for the push first; empty where a cascade starts at once. */
  readonly workflows: readonly string[];
  /** Jobs of theirs that must have succeeded: a run can be green without having tested anything. */
  readonly jobs: readonly string[];
  /** Whether it is built again in the cascade, although those were green. */
  readonly buildsAgain: boolean;
  /** Patterns with `*` and `**`: a push that changes no such path starts nothing; empty for all paths. */
  readonly paths: readonly string[];
  /** A push that changes only such paths starts nothing. */
  readonly ignoredPaths: readonly string[];
  /** Paths whose content alone matters to the dependents; empty where every commit does. */
  readonly content: readonly string[];
}

/** How a `repository_dispatch` from elsewhere is understood; the first rule that fits is taken. */
export interface DispatchRule {
  /** `build-chain`, `build_{alias}`: `{alias}` stands for an alias of the chain, or one of the given names of it. */
  readonly eventType: string;
  /** Other names by which payloads and event types call a repository, each with its alias. */
  readonly names: Readonly<Record<string, string>>;
  /** What is built: the repository that received it, the one that the event type or the payload names, or all. */
  readonly builds: 'receiver' | 'named' | 'all';
  /** Fields of the payload that may name the repository, the commit and the branch or tag; the first that is there counts. */
  readonly repositoryFields: readonly string[];
  readonly commitFields: readonly string[];
  readonly refFields: readonly string[];
  /** The branch whose heads are preferred; `null` for each repository's own. */
  readonly line: string | null;
}
