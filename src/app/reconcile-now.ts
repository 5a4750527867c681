import type { Environment } from '../config/environment.ts';
import { makeGitHubApp } from '../github/app.ts';
import { gitHubOptions } from './github-options.ts';
import { reconcile, type Reconciled } from './reconcile.ts';
import { redelivered, type Redelivered } from './redelivered.ts';

/** What was asked for again, and what became of it. */
export type Reconciliation = Reconciled & Redelivered;

/** Asks GitHub again for all that failed to arrive since then (milliseconds since the epoch), and waits for its log to tell; `null` with a personal token. */
export async function reconcileNow(environment: Environment, since: number): Promise<Reconciliation | null> {
  const app = makeGitHubApp(gitHubOptions(environment));
  if (app === null) return null;
  const reconciled = await reconcile(app, since);
  return { ...reconciled, ...(await redelivered(app, since, reconciled.asked)) };
}
