import { reconcileNow, type Reconciliation } from '../app/reconcile-now.ts';
import { requireEnvironment } from '../app/settings.ts';
import type { FailedDelivery } from '../domain/redelivery.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { printJson, printLines } from './output.ts';
import { plural } from './render/plural.ts';

/** What `cascade reconcile` is asked for. */
export interface ReconcileOptions {
  /** Milliseconds. */
  readonly since: number;
  readonly json?: boolean;
}

const NO_LOG =
  'GitHub keeps a log of deliveries for Apps only, and a personal token is set: builds go on by polling; a release or push that was missed is started by `cascade release` or `cascade push`.';

/** Asks for what failed, tells what became of it, and sets the exit status. */
export async function runReconcile({ since, json = false }: ReconcileOptions): Promise<void> {
  const done = await reconcileNow(requireEnvironment(process.env), Date.now() - since);
  if (json) printJson(done === null ? { log: false } : { log: true, ...done });
  else printLines(done === null ? [NO_LOG] : describe(done));
  const lost = done !== null && done.failedAgain.length + done.unknown.length + done.refusals.length > 0;
  if (lost) process.exitCode = EXIT_STATUS.no;
}

function describe({ failed, asked, arrived, failedAgain, unknown, refusals }: Reconciliation): readonly string[] {
  if (failed.length === 0) return ['Nothing failed to arrive.'];
  return [
    `${plural(failed.length, 'webhook')} failed to arrive; GitHub was asked again for ${asked.length}, oldest first.`,
    ...(arrived.length === 0 ? [] : [`  ${arrived.length} arrived`]),
    ...failedAgain.map(
      (delivery) =>
        `  ${nameOf(delivery)} failed again: is the API up, and reached by GitHub? \`cascade doctor\` looks`,
    ),
    ...unknown.map((delivery) => `  ${nameOf(delivery)} is not in GitHub's log yet: look again in a minute`),
    ...refusals.map((refusal) => `  refused: ${refusal}`),
  ];
}

function nameOf({ guid, since }: FailedDelivery): string {
  return `${guid} (of ${new Date(since).toISOString()})`;
}
