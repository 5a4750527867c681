import { join } from 'node:path';
import { openAuditFile } from '../api/access/audit-file.ts';
import { isLoopback } from '../api/access/loopback.ts';
import { TokenFile } from '../api/access/token-file.ts';
import type { ApiDependencies } from '../api/dependencies.ts';
import type { Environment } from '../config/environment.ts';
import type { Log } from '../telemetry/log.ts';
import { inWords } from './token-words.ts';
import { UserError } from './user-error.ts';

/** Who may call an API, and where it is kept what they changed. Refuses, in words, to be open to more than this machine. */
export async function openAccess(
  { api, dataFolder }: Environment,
  log: Log,
): Promise<Pick<ApiDependencies, 'tokens' | 'audit'>> {
  const tokens = new TokenFile(api.tokens);
  const { length } = await inWords(() => tokens.list());
  if (length === 0 && !isLoopback(api.host)) throw openToAll(api);
  if (length === 0) {
    log.info('There are no tokens: programs on this machine may call the API and do everything, and nobody else may');
  }
  return { tokens, audit: await openAudit(join(dataFolder, 'audit.jsonl')) };
}

function openToAll({ host, tokens }: Environment['api']): UserError {
  return new UserError(
    `The API doesn't listen on ${host}, because ${tokens} has no token, and everybody would be let in. ` +
      'Create one by `cascade token create NAME --scope operate`, or leave CASCADE_API_HOST at 127.0.0.1.',
  );
}

async function openAudit(path: string): Promise<ApiDependencies['audit']> {
  try {
    return await openAuditFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `The audit trail can't be written to ${path} (${reason}). Check CASCADE_DATA, and who may write there.`,
      { cause: error },
    );
  }
}
