import { Command } from 'commander';
import { UserError } from '../../app/user-error.ts';
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
  cascade release v1.4.0 --dry-run --to trial       the same as files in the folder trial, and no draft
  cascade release v1.4.1 --lock cascade.lock        the commits of the lock, whatever the branches have by now
  cascade release v1.4.1 --lock cascade.lock --ref engine=hotfix

With --to the trial makes its draft, too, since worker and folder may be on different machines: its files are
downloaded into the folder and verified there, and the draft is removed. Nothing but what the trial made is removed.

A version whose release failed can be released again, and one that was only tried; one that is published can't.`;

interface Options {
  readonly chain?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly lock?: string;
  readonly param: ParameterValues;
  readonly ref: Readonly<Record<string, string>>;
  readonly to?: string;
  readonly wait?: boolean;
}

/** `cascade release`: starts the train that builds a version and publishes it. */
export function releaseCommand(): Command {
  return new Command('release')
    .description('build a version of the whole chain, and publish it')
    .argument('<version>', 'such as v1.4.0; it becomes the tag as it stands')
    .addOption(dryRunOption())
    .option('--to <folder>', 'with --dry-run: waits, and leaves the files in this empty folder instead of a draft')
    .option('--lock <file>', 'build the commits, with the parameters, that `cascade lock` wrote')
    .addOption(refOption())
    .addOption(chainOption())
    .addOption(parameterOption())
    .addOption(waitOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(release);
}

async function release(version: string, options: Options): Promise<void> {
  const { chain, dryRun = false, lock: lockFile, param: parameters, ref: refs, to: folder, ...output } = options;
  if (folder !== undefined && !dryRun) throw new UserError('--to: what is tried goes into a folder; add --dry-run.');
  const lock = lockFile === undefined ? null : await readLock(lockFile);
  const ask = { kind: 'release', version, parameters, refs, lock, dryRun } as const;
  if (folder === undefined) {
    const { start } = await import('../start.ts');
    await start(ask, chain, output);
  } else {
    const { tryRelease } = await import('../try-release.ts');
    await tryRelease(ask, chain, { folder, json: output.json ?? false });
  }
}
