import { Command, InvalidArgumentError, Option } from 'commander';
import { milliseconds } from '../../config/duration.ts';
import { chainOption, collect, jsonOption, positive } from '../options.ts';
import type { PruneOptions } from '../run-prune.ts';

const EXAMPLES = `
Examples:
  cascade prune                                  which nightlies would go, and why each other release stays
  cascade prune --keep 7 --max-age 30d           what is not among the newest 7, or is older
  cascade prune --pin nightly-20261121-3f2a91c --yes

The limits are those of release.retention in cascade.yml; those that are given here are all that count then. A --pin is
added to the pins there. Only nightlies that Cascade made for this chain ever go, with their tags; the last good one
never does. With them go the tags cascade/... that builds were dispatched on and that were left behind, once no train is
under way.`;

/** `cascade prune`: removes old nightlies. Without `--yes` it only shows what it would do. */
export function pruneCommand(): Command {
  return new Command('prune')
    .description('show which old nightlies and left tags would be removed; --yes removes them')
    .option('--yes', 'remove them')
    .addOption(new Option('--keep <number>', 'how many of the newest stay').argParser(positive))
    .addOption(
      new Option('--max-age <duration>', 'how old they may get: 12h, 30d and the like').argParser((text) => {
        const age = milliseconds(text);
        if (age > 0) return age;
        throw new InvalidArgumentError('Must be a duration such as 12h or 30d.');
      }),
    )
    .addOption(
      new Option('--pin <tag>', 'stays whatever the limits say (repeatable)').argParser(collect).default([], 'none'),
    )
    .addOption(chainOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: PruneOptions) => {
      const { runPrune } = await import('../run-prune.ts');
      await runPrune(options);
    });
}
