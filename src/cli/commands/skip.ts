import { Command } from 'commander';
import { jsonOption, whyOption } from '../options.ts';
import type { CommandOptions } from '../run-command.ts';

const EXAMPLES = `
Examples:
  cascade skip acme/release/v1.4.1 engine --from acme/release/v1.4.0 --why "only its tests are broken"

What that train built stands in: whatever needs the build goes on, and a release takes the files from there, with the
commit that they were built of.`;

interface Options extends CommandOptions {
  readonly from: string;
}

/** `cascade skip`: an earlier train's build stands in for one of this train. */
export function skipCommand(): Command {
  return new Command('skip')
    .description('let an earlier result stand in for a build that failed or has not begun')
    .argument('<train>', 'the id of a train')
    .argument('<build>', 'the alias of a repository')
    .requiredOption('--from <train>', 'the train whose build of that repository stands in')
    .addOption(whyOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (train: string, build: string, { from, ...options }: Options) => {
      const { runCommand } = await import('../run-command.ts');
      await runCommand(train, 'skip', { build, from }, options);
    });
}
