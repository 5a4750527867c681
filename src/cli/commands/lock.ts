import { Command } from 'commander';
import { lockOfNow } from '../../app/lock-of-now.ts';
import { lockOfRelease } from '../../app/lock-of-release.ts';
import { lockText } from '../../domain/release/locks.ts';
import { configured } from '../configured.ts';
import { chainOption } from '../options.ts';

const EXAMPLES = `
Examples:
  cascade lock > cascade.lock                what a release would be built at now
  cascade lock v1.4.0 > cascade.lock         what that release was built at, draft or published
  cascade lock acme/nightly/2026-11-21       what that train's release was built at
  cascade release v1.4.1 --lock cascade.lock the same again`;

/** `cascade lock`: the commits of a release, for a train that is to build exactly these. */
export function lockCommand(): Command {
  return new Command('lock')
    .description('print the commits that a release was built at, or would be now')
    .argument('[tag|train]', 'a release, by its tag or the id of its train; without it, what would be built now')
    .addOption(chainOption())
    .addHelpText('after', EXAMPLES)
    .action(print);
}

async function print(tagOrTrain: string | undefined, { chain: name }: { readonly chain?: string }): Promise<void> {
  const { environment, chain } = await configured(name);
  const lock = await (tagOrTrain === undefined
    ? lockOfNow(environment, chain)
    : lockOfRelease(environment, chain, tagOrTrain));
  process.stdout.write(lockText(lock));
}
