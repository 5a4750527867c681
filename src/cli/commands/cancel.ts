import { Command, Option } from 'commander';
import { jsonOption, whyOption } from '../options.ts';
import type { CommandOptions } from '../run-command.ts';

const EXAMPLES = `
Examples:
  cascade cancel acme/release/v1.4.0                   its actions runs are cancelled, too; a draft stays
  cascade cancel acme/release/v1.4.0 --runs leave      they go on at GitHub, and nobody waits for them
  cascade cancel acme/release/v1.4.0 --draft remove    the draft that the train made goes, too

A release that is being published at this very moment is published all the same. A train that was cancelled can be
started again.`;

interface Options extends CommandOptions {
  readonly runs: string;
  readonly draft: string;
}

/** `cascade cancel`: a train stops. */
export function cancelCommand(): Command {
  return new Command('cancel')
    .description('stop a train, and what it has under way')
    .argument('<train>', 'the id of a train')
    .addOption(
      new Option('--runs <what>', 'what becomes of its actions runs').choices(['cancel', 'leave']).default('cancel'),
    )
    .addOption(
      new Option('--draft <what>', 'what becomes of the draft that it made')
        .choices(['keep', 'remove'])
        .default('keep'),
    )
    .addOption(whyOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (train: string, { runs, draft, ...options }: Options) => {
      const { runCommand } = await import('../run-command.ts');
      await runCommand(train, 'cancel', { runs, draft }, options);
    });
}
