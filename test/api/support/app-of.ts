import { Writable } from 'node:stream';
import type { Client } from '@temporalio/client';
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import { buildApp } from '../../../src/api/app.ts';
import type { ApiDependencies } from '../../../src/api/dependencies.ts';
import type { Chain } from '../../../src/domain/chain.ts';
import { makeLog } from '../../../src/telemetry/log.ts';
import { temporaryFolder } from '../../engine/folders.ts';
import { chain, repository } from '../../support/chains.ts';
import { emptyAccess } from '../../support/empty-access.ts';

/** The chain of these tests: a release of engine starts one of all, a push to any travels. */
const ACME: Chain = chain([repository('engine'), repository('app', { needs: ['engine'] })], {
  parameters: [{ name: 'platform', values: ['linux', 'windows'] }],
});

/** Nobody works on this queue, so that trains stay as they were started. */
const TASK_QUEUE = 'nobody-works-here';
export const SECRET = 'the secret of the webhook';

/** The app of a test, closed at its end, and the lines that it logged. */
export interface AppOfTest {
  readonly app: FastifyInstance;
  readonly logged: readonly string[];
}

/** Builds the app on a real client; a test names only what it is about. */
export async function appOf(client: Client, differences: Partial<ApiDependencies> = {}): Promise<AppOfTest> {
  const logged: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged.push(chunk.toString());
      done();
    },
  });
  const app = await buildApp({
    client,
    namespace: 'default',
    taskQueue: TASK_QUEUE,
    loadChains: () => Promise.resolve({ ok: true, chains: [ACME] }),
    webhookSecrets: [SECRET],
    self: [],
    seal: null,
    ...(await emptyAccess(await temporaryFolder())),
    log: makeLog('info', destination),
    temporalUi: 'http://127.0.0.1:8233',
    ...differences,
  });
  onTestFinished(() => app.close());
  return { app, logged };
}
