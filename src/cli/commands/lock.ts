import { Command } from 'commander';
import { lockOfNow } from '../../app/lock-of-now.ts';
import { lockOfRelease } from '../../app/lock-of-release.ts';
import { UserError } from '../../app/user-error.ts';
import { lockText } from '../../domain/release/locks.ts';
import { configured } from '../configured.ts';
import { chainOption, parameterOption, type ParameterValues } from '../options.ts';

const EXAMPLES = `
Examples:
  cascade lock > cascade.lock                what a release would be built from now
  cascade lock --param platform=linux        of one platform alone
  cascade lock v1.4.0 > cascade.lock         what that release was built from, draft or published
  cascade lock acme/nightly/2026-11-21       what that train's release was built from
  cascade release v1.4.1 --lock cascade.lock the same again`;

/** `cascade lock`: the commits and parameters of a release, for a train that is to build exactly the same. */
export function lockCommand(): Command {
  return new Command('lock')
    .description('print the commits and parameters that a release was built from, or would be now')
    .argument('[tag|train]', 'a release, by its tag or the id of its train; without it, what would be built now')
    .addOption(chainOption())
    .addOption(parameterOption())
    .addHelpText('after', EXAMPLES)
    .action(print);
}

interface Options {
  readonly chain?: string;
  readonly param: ParameterValues;
}

async function print(tagOrTrain: string | undefined, { chain: name, param: parameters }: Options): Promise<void> {
  if (tagOrTrain !== undefined && Object.keys(parameters).length > 0) {
    throw new UserError(`--param: ${tagOrTrain} has its parameters already; they are for what would be built now.`);
  }
  const { environment, chain } = await configured(name);
  const lock = await (tagOrTrain === undefined
    ? lockOfNow(environment, chain, parameters)
    : lockOfRelease(environment, chain, tagOrTrain));
  process.stdout.write(lockText(lock));
}
