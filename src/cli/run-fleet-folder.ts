import { join } from 'node:path';
import { checkFolder, type CheckedRepository, renderFolder } from '../app/fleet/fleet-folder.ts';
import { fleetFiles } from '../app/fleet/fleet-files.ts';
import { renderFiles } from '../app/fleet/render-files.ts';
import { requireEnvironment } from '../app/settings.ts';
import type { RenderedRepository } from '../domain/fleet/rendered.ts';
import { EXIT_STATUS } from './exit-status.ts';
import { printJson, printLines } from './output.ts';
import { driftLines, writtenLines } from './render/drift-lines.ts';
import { showDifference } from './show-difference.ts';

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

/** `cascade fleet render`: status 1 where something stays that a person has to look at. */
export async function renderIntoFolder(folder: string, options: FleetRenderOptions): Promise<void> {
  const take = options.take === true;
  const checked = await renderFolder(folder, await rendered(options), { take, all: isAll(options) });
  if (options.json === true) printJson(named(checked));
  else printLines(writtenLines(checked));
  if (checked.some(({ files }) => files.some(({ action }) => action === 'leave'))) process.exitCode = EXIT_STATUS.no;
}

/** `cascade fleet check`: status 1 on drift. */
export async function checkFleetFolder(folder: string, options: FleetFolderOptions): Promise<void> {
  const checked = await checkFolder(folder, await rendered(options), { all: isAll(options) });
  if (options.json === true) printJson(named(checked));
  else printLines(driftLines(checked));
  if (hasDrift(checked)) process.exitCode = EXIT_STATUS.no;
}

/** `cascade fleet diff`: status 1 on drift, as diff has it. */
export async function diffFleetFolder(folder: string, options: FleetFolderOptions): Promise<void> {
  const checked = await checkFolder(folder, await rendered(options), { all: isAll(options) });
  if (options.json === true) printJson(named(checked));
  else {
    for (const { repository, files } of checked) {
      for (const { path, text } of files) showDifference(join(folder, repository, path), text);
    }
    if (!hasDrift(checked)) printLines(driftLines(checked));
  }
  if (hasDrift(checked)) process.exitCode = EXIT_STATUS.no;
}

async function rendered({ file, only }: FleetFolderOptions): Promise<readonly RenderedRepository[]> {
  const configured = file === undefined ? requireEnvironment(process.env).chains : [];
  return await renderFiles(await fleetFiles(file, configured), only);
}

function isAll({ only }: FleetFolderOptions): boolean {
  return only.length === 0;
}

function hasDrift(checked: readonly CheckedRepository[]): boolean {
  return checked.some(({ files }) => files.length > 0);
}

/** The drift without the texts: they are as long as the files. */
function named(checked: readonly CheckedRepository[]): unknown {
  return checked.map(({ repository, files }) => ({
    repository,
    drift: files.map(({ path, state }) => ({ path, state })),
  }));
}
