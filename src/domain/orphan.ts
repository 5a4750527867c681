/** Who started a workflow: its id, and the first execution since it was last started, which every reset keeps. */
export interface Starter {
  readonly workflowId: string;
  readonly firstExecution: string;
}

/** What is to be done about a workflow that runs under the id that a workflow needs for a child of its own. */
export type OrphanDecision =
  /** It was started before a reset, and nobody listens to it any more: it ends, and what it has begun at GitHub goes on. */
  | { readonly type: 'end' }
  /** It was begun by a former start of the same id, which is over: what it has begun is over with it. */
  | { readonly type: 'cancel' }
  | { readonly type: 'leave'; readonly why: string };

/** Decides by who started what runs there; `null` where a person did. */
export function decideOrphan(id: string, startedBy: Starter | null, self: Starter): OrphanDecision {
  if (startedBy?.workflowId !== self.workflowId) {
    const by = startedBy === null ? 'somebody started by hand' : `${startedBy.workflowId} started`;
    const advice = 'let it end, or cancel it in Temporal, and retry what failed';
    return {
      type: 'leave',
      why: `${self.workflowId} needs the workflow id ${id}, under which runs what ${by}: ${advice}`,
    };
  }
  return { type: startedBy.firstExecution === self.firstExecution ? 'end' : 'cancel' };
}
