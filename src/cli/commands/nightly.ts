import { Command } from 'commander';
import {
  chainOption,
  dryRunOption,
  jsonOption,
  parameterOption,
  type ParameterValues,
  waitOption,
} from '../options.ts';

const EXAMPLES = `
Examples:
  cascade nightly
  cascade nightly --wait
  cascade nightly --force        also where nothing changed since the last one
  cascade nightly --dry-run      everything up to the draft

The train is named by the day in universal time; a further one of that day has its number.`;

interface Options {
  readonly chain?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly param: ParameterValues;
  readonly wait?: boolean;
}

/** `cascade nightly`: starts the train that builds the latest heads and publishes them as a prerelease. */
export function nightlyCommand(): Command {
  return new Command('nightly')
    .description('build the latest heads of the whole chain, and publish them as a prerelease')
    .option('--force', 'also where nothing changed since the last one')
    .addOption(dryRunOption())
    .addOption(chainOption())
    .addOption(parameterOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async ({ chain, dryRun = false, force = false, param: parameters, ...output }: Options) => {
      const { start } = await import('../start.ts');
      await start({ kind: 'nightly', parameters, force, dryRun }, chain, output);
    });
}
