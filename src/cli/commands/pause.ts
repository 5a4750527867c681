import { Command } from 'commander';
import { jsonOption, whyOption } from '../options.ts';
import type { CommandOptions } from '../run-command.ts';

const EXAMPLES = `
Examples:
  cascade pause acme/release/v1.4.0 --why "GitHub is slow today"

What runs goes on to its end. \`cascade resume\` lets the train go on.`;

/** `cascade pause`: a train starts nothing new. */
export function pauseCommand(): Command {
  return new Command('pause')
    .description('let a train start nothing new; what runs goes on')
    .argument('<train>', 'the id of a train')
    .addOption(whyOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (train: string, options: CommandOptions) => {
      const { runCommand } = await import('../run-command.ts');
      await runCommand(train, 'pause', {}, options);
    });
}
