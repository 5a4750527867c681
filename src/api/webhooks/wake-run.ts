import type { Client } from '@temporalio/client';
import { mayBeLate } from '../../domain/late-run.ts';
import { hintToAny, type RunHint, type WebhookDecision } from '../../domain/webhook-decision.ts';
import { findBuildsOf, findBuildsOfRun, findFailedBuildsOfRun } from '../../engine/trains/find-builds.ts';
import { tellTrain, wakeBuild } from '../../engine/trains/wake-build.ts';

/** The ids of the builds that the news reached, themselves or by way of their trains. */
export interface Woken {
  readonly builds: readonly string[];
  readonly outcome: 'woken' | 'train-told' | 'not-there';
}

/** Wakes that build; where it has ended, its train is told if somebody has run its actions run again since. */
export async function wake(client: Client, workflowId: string, hint: RunHint): Promise<Woken> {
  const woken = await wakeAll(client, [workflowId], hint);
  return woken.outcome === 'woken' ? woken : tellTrains(client, [workflowId], hint);
}

/** Wakes the build that knows the actions run, or tells the train of the one that failed with it, or else wakes those that may learn of it now. */
export async function wakeRun(
  client: Client,
  { run, otherwise, hint }: Extract<WebhookDecision, { type: 'wake-run' }>,
): Promise<Woken> {
  const knowing = await findBuildsOfRun(client, run);
  if (knowing.length > 0) return wakeAll(client, knowing, hint);
  const failed = mayBeLate(hint) ? await findFailedBuildsOfRun(client, run) : [];
  const late = await tellTrains(client, failed, hint);
  if (late.outcome === 'train-told') return late;
  return wakeAll(client, await findBuildsOf(client, otherwise), hintToAny(hint));
}

async function wakeAll(client: Client, builds: readonly string[], hint: RunHint): Promise<Woken> {
  const woken = await those(builds, (build) => wakeBuild(client, build, hint));
  return { builds: woken, outcome: woken.length > 0 ? 'woken' : 'not-there' };
}

async function tellTrains(client: Client, builds: readonly string[], hint: RunHint): Promise<Woken> {
  const told = mayBeLate(hint) ? await those(builds, (build) => tellTrain(client, build, hint)) : [];
  return { builds: told, outcome: told.length > 0 ? 'train-told' : 'not-there' };
}

/** The builds for which it is so. */
async function those(builds: readonly string[], isSo: (build: string) => Promise<boolean>): Promise<readonly string[]> {
  const found = builds.map(async (build) => ((await isSo(build)) ? [build] : []));
  return (await Promise.all(found)).flat();
}
