import { Command } from 'commander';
import { jsonOption, whyOption } from '../options.ts';
import type { CommandOptions } from '../run-command.ts';

const EXAMPLES = `
Examples:
  cascade resume acme/release/v1.4.0`;

/** `cascade resume`: a train that was paused goes on. */
export function resumeCommand(): Command {
  return new Command('resume')
    .description('let a train go on that was paused')
    .argument('<train>', 'the id of a train')
    .addOption(whyOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (train: string, options: CommandOptions) => {
      const { runCommand } = await import('../run-command.ts');
      await runCommand(train, 'resume', {}, options);
    });
}
