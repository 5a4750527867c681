import { join } from 'node:path';
import { openAuditFile } from '../../src/api/access/audit-file.ts';
import { TokenFile } from '../../src/api/access/token-file.ts';
import type { ApiDependencies } from '../../src/api/dependencies.ts';

/** Where a test finds the tokens and the audit trail of its API. */
export function accessPaths(folder: string): { readonly tokens: string; readonly audit: string } {
  return { tokens: join(folder, 'tokens.json'), audit: join(folder, 'audit.jsonl') };
}

/** An API's access in that folder, as it is when it is new: without tokens, so that this machine may do everything. */
export async function emptyAccess(folder: string): Promise<Pick<ApiDependencies, 'tokens' | 'audit'>> {
  const paths = accessPaths(folder);
  return { tokens: new TokenFile(paths.tokens), audit: await openAuditFile(paths.audit) };
}
