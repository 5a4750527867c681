import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkFolder, renderFolder, type RepositoryDrift } from '../app/fleet/fleet-folder.ts';
import { fleetFile } from '../app/fleet/fleet-file.ts';
import { renderFile } from '../app/fleet/render-file.ts';
import { requireEnvironment } from '../app/settings.ts';
import type { RenderedRepository } from '../domain/fleet/rendered.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { printJson, printLines } from './output.ts';
import { driftLines, writtenLines } from './render/drift-lines.ts';

/** What every command about a folder of the fleet can be given. */
export interface FleetFolderOptions {
  readonly file?: string;
  readonly only: readonly string[];
  readonly json?: boolean;
}

/** What `cascade fleet render` can be given. */
export interface FleetRenderOptions extends FleetFolderOptions {
  readonly take?: boolean;
}

/** `cascade fleet render`: status 1 where something stays that a person wrote. */
export async function renderIntoFolder(folder: string, options: FleetRenderOptions): Promise<void> {
  const take = options.take === true;
  const drift = await renderFolder(folder, await rendered(options), { take });
  const { lines, left } = writtenLines(drift, take);
  if (options.json === true) printJson(named(drift));
  else printLines(lines);
  if (left) process.exitCode = EXIT_STATUS.no;
}

/** `cascade fleet check`: status 1 on drift. */
export async function checkFleetFolder(folder: string, options: FleetFolderOptions): Promise<void> {
  const drift = await checkFolder(folder, await rendered(options));
  if (options.json === true) printJson(named(drift));
  else printLines(driftLines(drift));
  if (drifted(drift)) process.exitCode = EXIT_STATUS.no;
}

/** `cascade fleet diff`: status 1 on drift, as diff has it. */
export async function diffFleetFolder(folder: string, options: FleetFolderOptions): Promise<void> {
  const drift = await checkFolder(folder, await rendered(options));
  if (options.json === true) printJson(named(drift));
  else {
    for (const { repository, drift: files } of drift) {
      for (const { path, text } of files) showDifference(join(folder, repository, path), text);
    }
    if (!drifted(drift)) printLines(driftLines(drift));
  }
  if (drifted(drift)) process.exitCode = EXIT_STATUS.no;
}

/** Git knows how to show it, with colours where there is a terminal. */
function showDifference(found: string, wanted: string | null): void {
  printLines([found]);
  const words = ['diff', '--no-index', '--no-ext-diff', '--', found, wanted === null ? '/dev/null' : '-'];
  spawnSync('git', words, { input: wanted ?? '', stdio: ['pipe', 'inherit', 'inherit'] });
}

async function rendered({ file, only }: FleetFolderOptions): Promise<readonly RenderedRepository[]> {
  const configured = file === undefined ? requireEnvironment(process.env).chains : [];
  return await renderFile(await fleetFile(file, configured), only);
}

function drifted(drift: readonly RepositoryDrift[]): boolean {
  return drift.some(({ drift: files }) => files.length > 0);
}

/** The drift without the texts: they are as long as the files. */
function named(drift: readonly RepositoryDrift[]): unknown {
  return drift.map(({ repository, drift: files }) => ({
    repository,
    drift: files.map(({ path, state }) => ({ path, state })),
  }));
}
