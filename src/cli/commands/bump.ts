import { Argument, Command } from 'commander';
import { lastVersion } from '../../app/last-version.ts';
import { UserError } from '../../app/user-error.ts';
import { isVersion } from '../../domain/ids.ts';
import { bump, type Bump } from '../../domain/release/bump.ts';
import { configured } from '../configured.ts';
import { chainOption, jsonOption } from '../options.ts';
import { printJson, printLines } from '../output.ts';

const EXAMPLES = `
Examples:
  cascade bump minor                         after v1.4.0: v1.5.0
  cascade bump pre                           after v1.5.0-rc.1: v1.5.0-rc.2
  cascade bump patch --of v1.2.9             v1.2.10, without asking GitHub
  cascade release "$(cascade bump patch)"`;

const PARTS: readonly Bump[] = ['major', 'minor', 'patch', 'pre'];

interface Options {
  readonly of?: string;
  readonly chain?: string;
  readonly json?: boolean;
}

/** `cascade bump`: the version that comes next. It starts nothing. */
export function bumpCommand(): Command {
  return new Command('bump')
    .description('print the next version after the highest that was published; starts nothing')
    .addArgument(new Argument('<part>', 'what goes up').choices(PARTS))
    .option('--of <version>', 'the next after this version')
    .addOption(chainOption())
    .addOption(jsonOption())
    .addHelpText('after', EXAMPLES)
    .action(show);
}

async function show(part: Bump, { of, chain, json = false }: Options): Promise<void> {
  const version = of ?? (await lastOf(chain));
  if (!isVersion(version)) throw new UserError(`--of: "${version}" is no version; write it as v1.4.0 or 1.4.0-rc.1`);
  const next = bump(version, part);
  if (json) printJson({ version, next });
  else printLines([next]);
}

async function lastOf(chainName: string | undefined): Promise<string> {
  const { environment, chain } = await configured(chainName);
  return lastVersion(environment, chain);
}
