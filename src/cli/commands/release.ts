import { Command } from 'commander';
import {
  chainOption,
  dryRunOption,
  jsonOption,
  parameterOption,
  type ParameterValues,
  refOption,
  waitOption,
} from '../options.ts';
import { readLock } from '../read-lock.ts';

const EXAMPLES = `
Examples:
  cascade release v1.4.0
  cascade release v1.4.0 --wait
  cascade release v1.5.0-rc.1 --chain btcdecoded --param platform=linux-x86_64
  cascade release v1.4.0 --dry-run                  everything up to the draft
  cascade release v1.4.1 --lock cascade.lock        the commits of the lock, whatever the branches have by now
  cascade release v1.4.1 --lock cascade.lock --ref engine=hotfix

A version whose release failed can be released again, and one that was only tried; one that is published can't.`;

interface Options {
  readonly chain?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly lock?: string;
  readonly param: ParameterValues;
  readonly ref: Readonly<Record<string, string>>;
  readonly wait?: boolean;
}

/** `cascade release`: starts the train that builds a version and publishes it. */
export function releaseCommand(): Command {
  return new Command('release')
    .description('build a version of the whole chain, and publish it')
    .argument('<version>', 'such as v1.4.0; it becomes the tag as it stands')
    .addOption(dryRunOption())
    .option('--lock <file>', 'build the commits that `cascade lock` wrote')
    .addOption(refOption())
    .addOption(chainOption())
    .addOption(parameterOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(release);
}

async function release(version: string, options: Options): Promise<void> {
  const { chain, dryRun = false, lock: lockFile, param: parameters, ref: refs, ...output } = options;
  const lock = lockFile === undefined ? null : await readLock(lockFile);
  const { start } = await import('../start.ts');
  await start({ kind: 'release', version, parameters, refs, lock, dryRun }, chain, output);
}
