import { Command } from 'commander';
import { requireEnvironment } from '../../app/settings.ts';
import { loadChains } from '../../config/load.ts';
import { formatProblem } from '../../config/problem.ts';
import { type Chain, fullName } from '../../domain/chain.ts';
import { EXIT_STATUS } from '../exit-status.ts';
import { jsonOption } from '../options.ts';
import { printJson, printLines } from '../output.ts';
import { plural } from '../render/plural.ts';

const EXAMPLES = `
Examples:
  cascade validate                         the chains that CASCADE_CHAINS names, else ./cascade.yml
  cascade validate examples/minimal        a file, or the cascade.yml of a folder
  cascade validate --json cascade.yml      every problem with file, line and column

Status 2 where there is a problem.`;

/** `cascade validate`: every problem of the configuration at once. */
export function validateCommand(): Command {
  return new Command('validate')
    .description('check cascade.yml, and show every problem in it at once')
    .argument('[file]', 'a file or folder; without it, what CASCADE_CHAINS names')
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(validate);
}

async function validate(file: string | undefined, { json = false }: { readonly json?: boolean }): Promise<void> {
  const loaded = await loadChains(file === undefined ? requireEnvironment(process.env).chains : [file]);
  if (json) printJson(loaded.ok ? { ok: true, chains: loaded.chains.map(({ name }) => name) } : loaded);
  else if (loaded.ok) printLines(loaded.chains.map(describeChain));
  else printLines([...loaded.problems.map(formatProblem), '', plural(loaded.problems.length, 'problem')]);
  if (!loaded.ok) process.exitCode = EXIT_STATUS.badInput;
}

function describeChain({ name, repositories, release }: Chain): string {
  const published = release === null ? 'publishes no releases' : `releases are published in ${fullName(release)}`;
  return `chain ${name} is in order: ${plural(repositories.length, 'repository', 'repositories')}, ${published}`;
}
