import type { Client } from '@temporalio/client';
import { hintToAny, type RunHint, type WebhookDecision } from '../../domain/webhook-decision.ts';
import { findBuildsOf, findBuildsOfRun } from '../../engine/trains/find-builds.ts';
import { wakeBuild } from '../../engine/trains/wake-build.ts';

/** Wakes the build that knows the actions run, or else those that may learn of it now. Gives the ids of those that were there. */
export async function wakeRun(
  client: Client,
  { run, otherwise, hint }: Extract<WebhookDecision, { type: 'wake-run' }>,
): Promise<readonly string[]> {
  const knowing = await findBuildsOfRun(client, run);
  if (knowing.length > 0) return wakeAll(client, knowing, hint);
  return wakeAll(client, await findBuildsOf(client, otherwise), hintToAny(hint));
}

async function wakeAll(client: Client, builds: readonly string[], hint: RunHint): Promise<readonly string[]> {
  const woken = builds.map(async (workflowId) => ((await wakeBuild(client, workflowId, hint)) ? [workflowId] : []));
  return (await Promise.all(woken)).flat();
}
