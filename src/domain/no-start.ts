import type { JobReport } from './actions-run.ts';

/** What could be seen when nothing started in time. */
export interface NoStartFacts {
  /** GitHub's word for the actions workflow, such as `active`; `null` where the default branch doesn't have it. */
  readonly workflowState: string | null;
  /** The event type of a repository_dispatch, and what the actions workflow listens to; `null` where that is not the question, or can't be told. */
  readonly listener: { readonly eventType: string; readonly types: readonly string[] | 'any' } | null;
  /** The jobs of the actions run, if there is one: those without a runner wait. */
  readonly jobs: readonly JobReport[];
  /** The labels of each self-hosted runner that is online; `null` where the token may not see them. */
  readonly runners: readonly (readonly string[])[] | null;
}

/** Why nothing started, as far as it can be seen. */
export type NoStartCause =
  | { readonly type: 'no-workflow' }
  | { readonly type: 'disabled'; readonly state: string }
  | { readonly type: 'no-listener'; readonly eventType: string }
  | { readonly type: 'no-runner'; readonly labels: readonly string[] }
  | { readonly type: 'nothing-visible' };

/** The first of the usual causes that the facts show. */
export function noStartCause({ workflowState, listener, jobs, runners }: NoStartFacts): NoStartCause {
  if (workflowState === null) return { type: 'no-workflow' };
  if (workflowState !== 'active') return { type: 'disabled', state: workflowState };
  if (listener !== null && listener.types !== 'any' && !listener.types.includes(listener.eventType)) {
    return { type: 'no-listener', eventType: listener.eventType };
  }
  const starved = jobs.find(
    ({ hadRunner, labels }) =>
      !hadRunner &&
      // Any other label can be that of a runner that GitHub hosts.
      labels.some((label) => sameLabel(label, 'self-hosted')) &&
      runners?.some((has) => labels.every((label) => has.some((other) => sameLabel(label, other)))) === false,
  );
  return starved === undefined ? { type: 'nothing-visible' } : { type: 'no-runner', labels: starved.labels };
}

/** GitHub doesn't tell labels apart by case. */
function sameLabel(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** The cause with what to do about it. */
export function explainNoStart(cause: NoStartCause, workflow: string): string {
  switch (cause.type) {
    case 'no-workflow':
      return `the default branch has no .github/workflows/${workflow}`;
    case 'disabled':
      return `${workflow} is ${cause.state}: enable it on the repository's Actions page`;
    case 'no-listener':
      return `${workflow} does not listen to "${cause.eventType}": add it under on.repository_dispatch.types on the default branch`;
    case 'no-runner':
      return `no runner that is online has all of the labels ${cause.labels.join(', ')}`;
    case 'nothing-visible':
      return 'no cause can be seen from here: look at the Actions page, and at githubstatus.com';
  }
}
