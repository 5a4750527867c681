import { Command, Option } from 'commander';
import { jsonOption, whyOption } from '../options.ts';
import type { CommandOptions } from '../run-command.ts';

const EXAMPLES = `
Examples:
  cascade retry acme/release/v1.4.0                                 all that failed
  cascade retry acme/release/v1.4.0 engine                          one build
  cascade retry acme/release/v1.4.0 engine --how rerun-failed-jobs
  cascade retry acme/release/v1.4.0 publish                         the publishing

Nothing green is built again. Where a person has run the actions run again at GitHub meanwhile, and it is green by now,
it is taken as it is.`;

interface Options extends CommandOptions {
  readonly how?: string;
}

/** `cascade retry`: what failed in a train is done again. */
export function retryCommand(): Command {
  return new Command('retry')
    .description('do again what failed in a train that waits for a person')
    .argument('<train>', 'the id of a train')
    .argument('[build]', 'the alias of a repository, or "publish"; without it, all that failed')
    .addOption(
      new Option(
        '--how <how>',
        'a new actions run, or the failed jobs of the last one; what the chain says without it',
      ).choices(['new-attempt', 'rerun-failed-jobs']),
    )
    .addOption(whyOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (train: string, build: string | undefined, { how, ...options }: Options) => {
      const { runCommand } = await import('../run-command.ts');
      await runCommand(train, 'retry', { build, how }, options);
    });
}
