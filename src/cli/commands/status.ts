import { Command } from 'commander';
import { jsonOption, positive } from '../options.ts';
import type { StatusOptions } from '../show-status.ts';

const EXAMPLES = `
Examples:
  cascade status                                      the trains, running ones first
  cascade status --watch                              the same, until ctrl-C
  cascade status acme/release/v1.4.0                  one train: every build, and why it is where it is
  cascade status acme/release/v1.4.0 --watch          until it ends; status 1 if it did not succeed
  cascade status acme/release/v1.4.0 --json`;

/** `cascade status`: the trains, or one train's builds, each with its reason. */
export function statusCommand(): Command {
  return new Command('status')
    .description('show the trains, or one train: every build with its state and its reason')
    .argument('[train]', 'the id of a train')
    .option('--watch', 'keep showing: in place on a terminal, a line for each change elsewhere')
    .option('--chain <name>', 'list the trains of this chain only')
    .option('--limit <number>', 'list so many trains at most', positive, 20)
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (train: string | undefined, options: StatusOptions) => {
      const { showStatus } = await import('../show-status.ts');
      await showStatus(train, options);
    });
}
