import { Command } from 'commander';
import { chainOption, jsonOption } from '../options.ts';
import type { ApplyOptions, ListOptions } from '../run-schedule.ts';

const EXAMPLES = `
Examples:
  cascade schedule apply          what would change in Temporal
  cascade schedule apply --yes    make it so
  cascade schedule list           what Temporal has, and when it starts something next

Schedules are declared in cascade.yml. Only those that Cascade made for this chain are ever changed or removed: their ids
begin with cascade/CHAIN/. Others, such as those of \`temporal schedule create\`, stay as they are.`;

/** `cascade schedule`: trains that start by themselves. */
export function scheduleCommand(): Command {
  return new Command('schedule')
    .description('make the schedules of cascade.yml true in Temporal, and list them')
    .addHelpText('after', EXAMPLES)
    .addCommand(applyCommand())
    .addCommand(listCommand());
}

function applyCommand(): Command {
  return new Command('apply')
    .description('show what differs between cascade.yml and Temporal; --yes changes Temporal')
    .option('--yes', 'create, change and remove schedules')
    .addOption(chainOption())
    .addOption(jsonOption())
    .action(async (options: ApplyOptions) => {
      const { applySchedules } = await import('../run-schedule.ts');
      await applySchedules(options);
    });
}

function listCommand(): Command {
  return new Command('list')
    .description('show the schedules of the chain that Temporal has')
    .addOption(chainOption())
    .addOption(jsonOption())
    .action(async (options: ListOptions) => {
      const { listSchedules } = await import('../run-schedule.ts');
      await listSchedules(options);
    });
}
