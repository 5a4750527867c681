import { Command } from 'commander';
import { describeVariables } from '../../config/environment-variables.ts';

const EXAMPLES = `
Examples:
  cascade up
  CASCADE_CHAINS=examples/minimal CASCADE_GITHUB_TOKEN_FILE=token.txt cascade up
  TEMPORAL_ADDRESS=temporal.example:7233 cascade up        with a Temporal server that runs already

Ctrl-C ends everything in order; a second one ends it at once. Logs are JSON lines on standard error.

Environment (besides Temporal's own TEMPORAL_...):`;

/** `cascade up`: Temporal, worker and API in one process. */
export function upCommand(): Command {
  return new Command('up')
    .description('run Temporal (its own, or the one configured), worker and API in one process')
    .option('--in-memory', "keep nothing of Temporal's on disk", false)
    .addHelpText('after', `${EXAMPLES}\n${environment()}`)
    .action(async ({ inMemory }: { readonly inMemory: boolean }) => {
      const { runUp } = await import('../run-up.ts');
      await runUp({ inMemory });
    });
}

function environment(): string {
  return describeVariables()
    .map(({ name, meaning, fallback }) => `  ${name}\n      ${meaning}${fallback === null ? '' : ` [${fallback}]`}`)
    .join('\n');
}
