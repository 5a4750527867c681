import { readFile } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import { digestOf, makeToken } from '../../src/api/access/token.ts';
import { buildApp } from '../../src/api/app.ts';
import { approvalSeal } from '../../src/app/approval-seal.ts';
import type { AuditEntry } from '../../src/domain/access/audit-trail.ts';
import type { Scope } from '../../src/domain/access/scope.ts';
import type { Seal } from '../../src/domain/approvals/seal.ts';
import { makeLog } from '../../src/telemetry/log.ts';
import { temporaryFolder } from '../engine/folders.ts';
import { APPROVAL_SECRET, type TestCascade } from './assemble.ts';
import { accessPaths, emptyAccess } from './empty-access.ts';

/** An API that knows its callers by their tokens. */
export interface ApprovingApi {
  readonly url: string;
  /** Makes a token for somebody. */
  readonly tokenOf: (name: string, scopes: readonly Scope[]) => Promise<string>;
  /** Posts what the holder of the token says to a gate of that train. */
  readonly post: (train: string, token: string, body: object, key?: string) => Promise<ApiAnswer>;
  readonly audited: () => Promise<readonly AuditEntry[]>;
}

interface ApiAnswer {
  readonly status: number;
  /** What it says, or what is wrong. */
  readonly text: string;
}

/** Starts an API before the cascade's trains that shares the secret of its workers, or that other one; it ends with the test. */
export async function startApprovingApi(
  { client, taskQueue, chain }: TestCascade,
  seal: Seal | null = approvalSeal(APPROVAL_SECRET),
): Promise<ApprovingApi> {
  const folder = await temporaryFolder();
  const access = await emptyAccess(folder);
  const app = await buildApp({
    client,
    namespace: client.options.namespace,
    taskQueue,
    loadChains: () => Promise.resolve({ ok: true, chains: [chain] }),
    webhookSecrets: [],
    self: [],
    seal,
    ...access,
    log: makeLog('silent'),
    temporalUi: null,
  });
  onTestFinished(() => app.close());
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    async tokenOf(name, scopes) {
      const token = makeToken();
      await access.tokens.add({ name, scopes, sha256: digestOf(token), createdAt: Date.now(), expiresAt: null });
      return token;
    },
    async post(train, token, body, key) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const answer = await fetch(`${url}/trains/${train}/approvals`, {
        method: 'POST',
        headers: key === undefined ? headers : { ...headers, 'idempotency-key': key },
        body: JSON.stringify(body),
      });
      const { message = '', detail = '' } = (await answer.json()) as { message?: string; detail?: string };
      return { status: answer.status, text: message + detail };
    },
    async audited() {
      const lines = await readFile(accessPaths(folder).audit, 'utf8');
      return lines
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as AuditEntry);
    },
  };
}
