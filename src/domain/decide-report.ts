import { buildPlaces, buildsOf, isCalled } from './build-place.ts';
import { type Chain, fullName } from './chain.ts';
import type { EventOf } from './github-event.ts';
import { buildNamedIn } from './marked-build.ts';
import { type DecideByChains, ignore, namesOf, type RunHint, type WebhookDecision } from './webhook-decision.ts';

/** What a report means: the run that it proposes is passed on to the build, which reads it from GitHub. */
export function decideReport({ of, marker, status, runId }: EventOf<'build-report'>): WebhookDecision | DecideByChains {
  if (runId === null) {
    return ignore('report-without-run', `the report of "${of}" names no run: give it github.run_id as workflow_run_id`);
  }
  const hint: RunHint = { runId, attempt: 1, status, workflow: '', url: '', source: 'report' };
  const workflowId = buildNamedIn(marker);
  if (workflowId !== null) return { type: 'wake', workflowId, hint };
  return (chains) => decideUnmarked(of, hint, chains);
}

function decideUnmarked(of: string, hint: RunHint, chains: readonly Chain[]): readonly WebhookDecision[] {
  const meant = buildPlaces(chains).filter((place) => isCalled(of, place));
  if (meant.length === 0) {
    return [ignore('not-in-a-chain', `a report of "${of}", which no chain builds; ${namesOf(chains)}`)];
  }
  return [...Map.groupBy(meant, ({ place }) => fullName(place))].map(([place, there]) => ({
    type: 'wake-run',
    run: `${place}/${hint.runId}`,
    otherwise: buildsOf(there),
    hint,
  }));
}
