import { Command } from 'commander';
import { chainOption, jsonOption, parameterOption, type ParameterValues, waitOption } from '../options.ts';

const EXAMPLES = `
Examples:
  cascade release v1.4.0
  cascade release v1.4.0 --wait
  cascade release v1.5.0-rc.1 --chain btcdecoded --param platform=linux-x86_64

A version whose release failed can be released again; one that succeeded can't.`;

interface Options {
  readonly chain?: string;
  readonly json?: boolean;
  readonly wait?: boolean;
  readonly param: ParameterValues;
}

/** `cascade release`: starts the train that builds a version and publishes it. */
export function releaseCommand(): Command {
  return new Command('release')
    .description('build a version of the whole chain, and publish it')
    .argument('<version>', 'such as v1.4.0; it becomes the tag as it stands')
    .addOption(chainOption())
    .addOption(parameterOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (version: string, { chain, param: parameters, ...output }: Options) => {
      const { start } = await import('../start.ts');
      await start({ kind: 'release', version, parameters }, chain, output);
    });
}
