import { onTestFinished } from 'vitest';
import { buildApp } from '../../src/api/app.ts';
import { type Log, makeLog } from '../../src/telemetry/log.ts';
import { temporaryFolder } from '../engine/folders.ts';
import type { TestCascade } from './assemble.ts';
import { emptyAccess } from './empty-access.ts';

/** What an API of a test's own hears, and how that is signed. */
export interface OwnApiOptions {
  readonly events: readonly string[];
  /** The secrets that it accepts, the current one first. */
  readonly accepts: readonly [current: string, ...previous: readonly string[]];
  /** The secret that GitHub signs with at first. */
  readonly signedWith: string;
  /** Logins of the accounts that only Cascade uses; none unless given. */
  readonly self?: readonly string[];
  /** Where it tells what it does; nowhere unless given. */
  readonly log?: Log;
}

/** A real API beside the cascade's other parts, to which the simulator sends these webhooks until the test ends. Gives their address. */
export async function startOwnApi(
  { client, taskQueue, chain, simulator }: TestCascade,
  { events, accepts, signedWith, self = [], log = makeLog('silent') }: OwnApiOptions,
): Promise<string> {
  const app = await buildApp({
    client,
    namespace: client.options.namespace,
    taskQueue,
    loadChains: () => Promise.resolve({ ok: true, chains: [chain] }),
    webhookSecrets: accepts,
    self,
    seal: null,
    ...(await emptyAccess(await temporaryFolder())),
    log,
    temporalUi: null,
  });
  onTestFinished(() => app.close());
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/webhooks/github`;
  simulator.addWebhook({ url, secret: signedWith, events });
  return url;
}
