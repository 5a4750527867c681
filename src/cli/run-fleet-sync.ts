import { fleetFiles } from '../app/fleet/fleet-files.ts';
import { needsPerson } from '../app/fleet/sync-fleet.ts';
import { syncFleetFiles } from '../app/fleet/sync-fleet-files.ts';
import { requireEnvironment } from '../app/settings.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { printJson, printLines } from './output.ts';
import { canvasFor } from './render/columns.ts';
import { renderSynced } from './render/sync-lines.ts';

/** What `cascade fleet sync` is asked for. */
export interface FleetSyncOptions {
  readonly dryRun?: boolean;
  readonly only: readonly string[];
  readonly take: readonly string[];
  readonly file?: string;
  readonly json?: boolean;
}

/** Syncs, tells what became of each repository, and sets the exit status. */
export async function runFleetSync({
  dryRun = false,
  only,
  take,
  file,
  json = false,
}: FleetSyncOptions): Promise<void> {
  const environment = requireEnvironment(process.env);
  const files = await fleetFiles(file, environment.chains);
  const synced = await syncFleetFiles(environment, files, { dryRun, only, taken: take });
  if (json) printJson({ dryRun, repositories: synced });
  else printLines(renderSynced(synced, dryRun, canvasFor(process.stdout)));
  if (synced.some(needsPerson)) process.exitCode = EXIT_STATUS.no;
}
