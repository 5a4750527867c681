import { Command } from 'commander';
import { jsonOption, positive, whyOption } from '../options.ts';
import type { CommandOptions } from '../run-command.ts';

const EXAMPLES = `
Examples:
  cascade set-limits acme/release/v1.4.0 --builds 2

Where more run already, they go on, and nothing starts until there is room.`;

interface Options extends CommandOptions {
  readonly builds: number;
}

/** `cascade set-limits`: how many builds of a train run at once, from now on. */
export function setLimitsCommand(): Command {
  return new Command('set-limits')
    .description('change how many builds of a train run at once')
    .argument('<train>', 'the id of a train')
    .requiredOption('--builds <number>', 'builds at once, from now on', positive)
    .addOption(whyOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (train: string, { builds, ...options }: Options) => {
      const { runCommand } = await import('../run-command.ts');
      await runCommand(train, 'set-limits', { builds }, options);
    });
}
