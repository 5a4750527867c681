import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { milliseconds } from '../../config/duration.ts';
import { type Scope, SCOPES } from '../../domain/access/scope.ts';
import { TOKEN_NAME } from '../../domain/access/token-store.ts';
import { jsonOption } from '../options.ts';
import type { CreateOptions } from '../run-token.ts';

const EXAMPLES = `
Examples:
  cascade token create alice --scope operate --scope approve --expires 90d
  cascade token create dashboard --scope read
  cascade token list
  cascade token revoke alice

Run it where the API runs: it changes the file CASCADE_API_TOKENS, which the API reads anew by itself.`;

/** `cascade token`: who may call the API. */
export function tokenCommand(): Command {
  return new Command('token')
    .description('create, list and revoke the tokens that callers of the API show')
    .addHelpText('after', EXAMPLES)
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(revokeCommand());
}

function createCommand(): Command {
  return new Command('create')
    .description('make a token, and print it: this once, for only its digest is kept')
    .addArgument(new Argument('<name>', 'whose it is: approvals and the audit trail show it').argParser(tokenName))
    .addOption(
      new Option('--scope <scope>', `${SCOPES.join(', ')} (repeatable); each of them may read`)
        .argParser(collectScope)
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--expires <duration>', 'from when on it counts for nothing: 12h, 90d and the like [never]').argParser(
        duration,
      ),
    )
    .addOption(jsonOption())
    .action(async (name: string, options: CreateOptions) => {
      const { createToken } = await import('../run-token.ts');
      await createToken(name, options);
    });
}

function listCommand(): Command {
  return new Command('list')
    .description('show the tokens by their names')
    .addOption(jsonOption())
    .action(async (options: { readonly json?: boolean }) => {
      const { listTokens } = await import('../run-token.ts');
      await listTokens(options);
    });
}

function revokeCommand(): Command {
  return new Command('revoke')
    .description('make the API refuse a token from now on')
    .argument('<name>', 'whose it is')
    .action(async (name: string) => {
      const { revokeToken } = await import('../run-token.ts');
      await revokeToken(name);
    });
}

function tokenName(text: string): string {
  if (TOKEN_NAME.test(text)) return text;
  throw new InvalidArgumentError('Must begin with a letter or digit, and have at most 63 of those and ._@+-');
}

function collectScope(text: string, previous: readonly Scope[] = []): readonly Scope[] {
  const scope = SCOPES.find((known) => known === text);
  if (scope === undefined) throw new InvalidArgumentError(`Must be one of ${SCOPES.join(', ')}.`);
  return [...new Set([...previous, scope])];
}

function duration(text: string): number {
  const time = milliseconds(text);
  if (time > 0) return time;
  throw new InvalidArgumentError('Must be a duration such as 12h or 90d.');
}
