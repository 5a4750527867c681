import { Command, Option } from 'commander';
import { collect, jsonOption } from '../options.ts';
import type { FleetFolderOptions, FleetRenderOptions } from '../run-fleet-folder.ts';
import { fleetBumpCommand } from './fleet-bump.ts';
import { fleetSyncCommand } from './fleet-sync.ts';

const EXAMPLES = `
Examples:
  cascade fleet render fleet/              write what is generated, a folder for each repository
  cascade fleet check fleet/               status 1 where anything differs from it
  cascade fleet diff fleet/                what differs
  cascade fleet adopt ../engine            what of a repository's own actions workflows is covered
  cascade fleet sync --dry-run             the same against GitHub

In the folder each repository lies under owner/name. docs/fleet.md tells how a fleet is rolled out.`;

/** `cascade fleet`: the actions workflows of all repositories, generated from cascade.yml. */
export function fleetCommand(): Command {
  return new Command('fleet')
    .description('generate the actions workflows of all repositories from cascade.yml, and keep them so')
    .addHelpText('after', EXAMPLES)
    .addCommand(renderCommand())
    .addCommand(checkCommand())
    .addCommand(diffCommand())
    .addCommand(adoptCommand())
    .addCommand(fleetSyncCommand())
    .addCommand(fleetBumpCommand());
}

function renderCommand(): Command {
  return onFolder(new Command('render'))
    .description('write what is generated into a folder; what a person wrote or changed there stays, and is told')
    .option('--take', 'take over what a person wrote or changed')
    .action(async (folder: string, options: FleetRenderOptions) => {
      const { renderIntoFolder } = await import('../run-fleet-folder.ts');
      await renderIntoFolder(folder, options);
    });
}

function checkCommand(): Command {
  return onFolder(new Command('check'))
    .description('compare a folder with what is generated; status 1 where it differs')
    .action(async (folder: string, options: FleetFolderOptions) => {
      const { checkFleetFolder } = await import('../run-fleet-folder.ts');
      await checkFleetFolder(folder, options);
    });
}

function diffCommand(): Command {
  return onFolder(new Command('diff'))
    .description('show what differs between a folder and what is generated; status 1 where anything does')
    .action(async (folder: string, options: FleetFolderOptions) => {
      const { diffFleetFolder } = await import('../run-fleet-folder.ts');
      await diffFleetFolder(folder, options);
    });
}

function adoptCommand(): Command {
  return new Command('adopt')
    .description('tell what of hand-written actions workflows is covered by generated ones, and what is not')
    .argument('<path>', 'an actions workflow, or the folder of a repository')
    .addOption(jsonOption())
    .action(async (path: string, options: { readonly json?: boolean }) => {
      const { adoptPath } = await import('../run-fleet-adopt.ts');
      await adoptPath(path, options);
    });
}

function onFolder(command: Command): Command {
  return command
    .argument('<folder>', 'where each repository lies under owner/name')
    .option('--file <path>', 'this cascade.yml alone, where more than one is configured')
    .addOption(
      new Option('--only <owner/name>', 'this repository alone (repeatable)').argParser(collect).default([], 'all'),
    )
    .addOption(jsonOption());
}
