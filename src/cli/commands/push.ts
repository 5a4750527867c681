import { Command } from 'commander';
import { chainOption, jsonOption, parameterOption, type ParameterValues, waitOption } from '../options.ts';

const EXAMPLES = `
Examples:
  cascade push engine
  cascade push engine --commit 3f2a91c4d5e6f708192a3b4c5d6e7f8091a2b3c4 --wait
  cascade push engine --only`;

interface Options {
  readonly chain?: string;
  readonly commit?: string;
  readonly line?: string;
  readonly only?: boolean;
  readonly json?: boolean;
  readonly wait?: boolean;
  readonly param: ParameterValues;
}

/** `cascade push`: starts the train that a push to a repository would start. */
export function pushCommand(): Command {
  return new Command('push')
    .description('build a repository and all that depends on it, as a push to it would')
    .argument('<repository>', 'its alias in cascade.yml')
    .option('--commit <sha>', 'the full hash of the commit; without it, the head of its branch')
    .option('--line <branch>', 'on that branch, where a repository has it')
    .option('--only', 'build this repository alone, and nothing that depends on it')
    .addOption(chainOption())
    .addOption(parameterOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(
      async (repository: string, { chain, commit, line, only = false, param: parameters, ...output }: Options) => {
        const { start } = await import('../start.ts');
        await start({ kind: 'cascade', repository, commit, line, only, parameters }, chain, output);
      },
    );
}
