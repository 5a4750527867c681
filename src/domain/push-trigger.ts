/** Which pushes to branches start an actions workflow: what fits both filters. */
export interface PushTrigger {
  readonly branches: PatternFilter;
  /** A push starts it that changes any path that fits. */
  readonly paths: PatternFilter;
}

/** What fits one of `only` and none of `without`; patterns mean what they mean in `on_push`. */
export interface PatternFilter {
  readonly only: readonly string[];
  readonly without: readonly string[];
}

/** Lets everything through. */
export const ANYTHING: PatternFilter = { only: ['**'], without: [] };

/** Lets nothing through. */
export const NOTHING: PatternFilter = { only: [], without: [] };
