import { type Chain, fullName, type Repository } from './chain.ts';
import type { EventOf } from './github-event.ts';
import { inEachChain } from './in-each-chain.ts';
import { watchedBranches, watchedLine } from './watched-line.ts';
import { type DecideByChains, ignore, type Received, type WebhookDecision } from './webhook-decision.ts';

/** What news of an actions run that a push started means: once it has ended, the push may go on that waits for it. */
export function decidePushRun(event: EventOf<'actions-run'>, received: Received): WebhookDecision | DecideByChains {
  const { action, repository, runId } = event;
  if (action !== 'completed') {
    // These come in crowds, and nothing is looked up for them.
    return ignore(
      'run-not-completed',
      `a push started actions run ${runId}, which is ${action}: its end is what counts`,
    );
  }
  return (chains) =>
    inEachChain(repository, chains, (chain, here) => here.map((one) => checkIn(event, received, chain, one)));
}

function checkIn(
  { workflow, branch, defaultBranch }: EventOf<'actions-run'>,
  { delivery }: Received,
  chain: Chain,
  repository: Repository,
): WebhookDecision {
  const { alias, push } = repository;
  if (!push.workflows.includes(workflow)) {
    return ignore(
      'other-workflow',
      `no push to ${fullName(repository)} waits for "${workflow}": on_push.workflows of ${alias} in chain ${chain.name} has ` +
        (push.workflows.join(', ') || 'none'),
    );
  }
  if (branch !== null && watchedLine(chain, repository, branch, defaultBranch) === null) {
    return ignore(
      'branch-not-watched',
      `"${workflow}" ran for branch ${branch} of ${fullName(repository)}; chain ${chain.name} watches ` +
        watchedBranches(chain, repository, defaultBranch),
    );
  }
  return { type: 'check-pushes', chain: chain.name, hint: { delivery: `${delivery}/${alias}`, repository: alias } };
}
