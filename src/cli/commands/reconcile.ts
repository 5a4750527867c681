import { Command, InvalidArgumentError, Option } from 'commander';
import { milliseconds } from '../../config/duration.ts';
import { jsonOption } from '../options.ts';
import type { ReconcileOptions } from '../run-reconcile.ts';

const EXAMPLES = `
Examples:
  cascade reconcile                everything that failed to arrive in the three days that GitHub remembers
  cascade reconcile --since 2h     what failed in the last two hours

The API does the same by itself, when it starts and every few minutes. GitHub keeps a log of deliveries for Apps only.
Status 1 where something did not arrive this time either.`;

const THREE_DAYS = 3 * 86_400_000;

/** `cascade reconcile`: asks GitHub again for the webhooks that failed to arrive. */
export function reconcileCommand(): Command {
  return new Command('reconcile')
    .description('ask GitHub again for the webhooks that failed to arrive')
    .addOption(
      new Option('--since <duration>', 'how far back: 30m, 2h, 1d and the like')
        .argParser(duration)
        .default(THREE_DAYS, 'all that GitHub remembers'),
    )
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(async (options: ReconcileOptions) => {
      const { runReconcile } = await import('../run-reconcile.ts');
      await runReconcile(options);
    });
}

function duration(text: string): number {
  const value = milliseconds(text);
  if (value > 0 && value <= THREE_DAYS) return value;
  throw new InvalidArgumentError(
    'Must be a duration such as 30m, 2h or 1d, and at most 3d: GitHub forgets what is older.',
  );
}
