import { Command, InvalidArgumentError, Option } from 'commander';
import { milliseconds } from '../../config/duration.ts';
import { jsonOption } from '../options.ts';
import type { FleetBumpOptions } from '../run-fleet-bump.ts';

const EXAMPLES = `
Examples:
  cascade fleet bump                       which pins have a newer release
  cascade fleet bump --yes                 write them into cascade.yml; then: cascade fleet sync
  cascade fleet bump --cooldown 30d --yes  of others only what is a month old

A pin is the commit of a release's tag. Only whole versions are taken, such as v4.2.0; the organisation's own actions at
once, others' when they are older than the cool-down. A tag that was moved since it was pinned is told with status 1, and
its pin stays. Every other byte of cascade.yml stays as it is. A GitHub App sees others' releases only where it is
installed: give this command a personal token, which needs no permission for what is public.`;

/** `cascade fleet bump`: newer releases of what the fleet pins. Without `--yes` it only shows them. */
export function fleetBumpCommand(): Command {
  return new Command('bump')
    .description('show newer releases of the pinned actions; --yes writes them into cascade.yml')
    .option('--yes', 'write them')
    .addOption(
      new Option('--cooldown <duration>', "how old others' releases have to be: 12h, 7d and the like")
        .argParser((text) => {
          const age = milliseconds(text);
          if (age >= 0) return age;
          throw new InvalidArgumentError('Must be a duration such as 12h or 7d.');
        })
        .default(milliseconds('7d'), '7d'),
    )
    .option('--file <path>', 'the cascade.yml, where more than one is configured')
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: FleetBumpOptions) => {
      const { runFleetBump } = await import('../run-fleet-bump.ts');
      await runFleetBump(options);
    });
}
