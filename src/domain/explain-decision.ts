import { assertNever } from './exhaustive.ts';
import type { Arrival } from './queue/arrivals.ts';
import { explainTrigger } from './trigger.ts';
import type { WebhookDecision } from './webhook-decision.ts';

/** A decision about a webhook in words. */
export function explainDecision(decision: WebhookDecision): string {
  switch (decision.type) {
    case 'wake':
      return `build ${decision.workflowId} looks at its actions run`;
    case 'wake-run': {
      const others = decision.otherwise.flatMap(({ chain, repositories }) =>
        repositories.map((alias) => `${alias} of chain ${chain}`),
      );
      const any = others.length === 0 ? '' : `, or where none knows it any build of ${others.join(', ')}`;
      return `the build that knows actions run ${decision.run}${any}, looks at it`;
    }
    case 'start':
      return `train ${decision.trainId} starts`;
    case 'enqueue':
      return explainArrival(decision.chain, decision.arrival);
    case 'check-pushes':
      return `the queue of chain ${decision.chain} looks again at what waits for ${decision.hint.repository}`;
    case 'ignore':
      return decision.why;
    default:
      return assertNever(decision);
  }
}

function explainArrival(chain: string, { repository, commit, line, hop, check, trigger }: Arrival): string {
  return [
    `${repository} ${atCommit(commit)} goes into the next cascade of chain ${chain}`,
    ...(line === null ? [] : [`on its line ${line}`]),
    ...(check === null || check.workflows.length === 0 ? [] : [`once ${check.workflows.join(', ')} is green for it`]),
    ...(check === null || check.content.length === 0 ? [] : [`if ${check.content.join(', ')} has changed`]),
    ...(hop === null ? [] : [`unless a train under way builds it and ${hop.from} ${atCommit(hop.commit)} already`]),
    `asked for by ${explainTrigger(trigger)}`,
  ].join(', ');
}

function atCommit(commit: string | null): string {
  return commit === null ? 'at its head' : `at ${commit.slice(0, 7)}`;
}
