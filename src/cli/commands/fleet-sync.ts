import { Command, Option } from 'commander';
import { collect, jsonOption } from '../options.ts';
import type { FleetSyncOptions } from '../run-fleet-sync.ts';

const EXAMPLES = `
Examples:
  cascade fleet sync --dry-run                    what would be proposed, and where a person has to look
  cascade fleet sync                              one pull request in each repository that has drifted
  cascade fleet sync --only acme/engine --take .github/workflows/ci.yml

Nothing is ever pushed but the branch cascade/fleet, as one commit on top of the branch that the pull request goes into. A
pull request that is open is brought up to date; one with nothing more to give is closed. Files that a person wrote or
changed are left and named, unless --take says otherwise; those that are marked as owned are left anyway. The token needs
Contents, Pull requests and Workflows, each with write (docs/github-app.md). Status 1 where a person has to look.`;

/** `cascade fleet sync`: proposes what was generated to every repository that has drifted. */
export function fleetSyncCommand(): Command {
  return new Command('sync')
    .description('open or update one pull request in each repository whose generated files have drifted')
    .option('--dry-run', 'look, and write nothing')
    .addOption(
      new Option('--only <owner/name>', 'this repository alone (repeatable)').argParser(collect).default([], 'all'),
    )
    .addOption(
      new Option('--take <path>', 'take over the file at this path, whoever wrote it (repeatable)')
        .argParser(collect)
        .default([], 'none'),
    )
    .option('--file <path>', 'this cascade.yml alone, where more than one is configured')
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: FleetSyncOptions) => {
      const { runFleetSync } = await import('../run-fleet-sync.ts');
      await runFleetSync(options);
    });
}
