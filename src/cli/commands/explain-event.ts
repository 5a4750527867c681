import { Command, Option } from 'commander';
import { collect, jsonOption } from '../options.ts';
import type { ExplainEventOptions } from '../run-explain-event.ts';

const EXAMPLES = `
Examples:
  cascade explain-event delivery.txt                 headers and payload, copied from Recent deliveries on GitHub
  cascade explain-event push.json --event push       the payload alone
  cascade explain-event push.json --event push --chains examples/btcdecoded --json
  gh api /app/hook/deliveries/123 > delivery.json; cascade explain-event delivery.json

Nothing is started or told.`;

/** `cascade explain-event`: what a webhook that somebody kept would lead to, and why. */
export function explainEventCommand(): Command {
  return new Command('explain-event')
    .description('show what a stored webhook would start, or why nothing; does nothing')
    .argument('<file>', 'a delivery of GitHub, or its payload')
    .option('--event <name>', 'the event, such as push, where the file has the payload alone')
    .addOption(
      new Option('--chains <file|folder>', 'chains to decide by (repeatable); without it, what CASCADE_CHAINS names')
        .argParser(collect)
        .default([], 'CASCADE_CHAINS'),
    )
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: ExplainEventOptions) => {
      const { runExplainEvent } = await import('../run-explain-event.ts');
      await runExplainEvent(file, options);
    });
}
