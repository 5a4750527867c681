import type { AddressInfo } from 'node:net';
import { buildApp } from '../api/app.ts';
import type { Environment } from '../config/environment.ts';
import { loadChains } from '../config/load.ts';
import { connectClientEngine } from '../engine/connection.ts';
import type { EngineTarget } from '../engine/engine-settings.ts';
import { GitHubError } from '../domain/github-error.ts';
import { makeGitHubApp } from '../github/app.ts';
import type { Log } from '../telemetry/log.ts';
import { approvalSeal } from './approval-seal.ts';
import { gitHubOptions } from './github-options.ts';
import { ownLogins } from './own-logins.ts';
import { openAccess } from './open-access.ts';
import { type Background, reconcileByItself } from './reconcile-by-itself.ts';
import { UserError } from './user-error.ts';

/** A listening API. */
export interface RunningApi {
  readonly url: string;
  stop(): Promise<void>;
}

/** Makes the API, lets it listen, and asks GitHub for what it missed. Temporal need not be there yet; `/readyz` says when it is. */
export async function startApi(environment: Environment, target: EngineTarget, log: Log): Promise<RunningApi> {
  const { api, chains, taskQueue, webhookSecrets, approvalSecret, temporalUi } = environment;
  const access = await openAccess(environment, log);
  const client = connectClientEngine(target);
  const app = await buildApp({
    client,
    namespace: target.namespace,
    taskQueue,
    loadChains: () => loadChains(chains),
    webhookSecrets,
    self: await ownAccounts(environment, log),
    seal: approvalSecret === null ? null : approvalSeal(approvalSecret),
    ...access,
    log,
    temporalUi,
  });
  let missed: Background | null = null;
  const stop = async () => {
    missed?.stop();
    await app.close();
    await client.connection.close();
  };
  try {
    await app.listen({ host: api.host, port: api.port });
  } catch (error) {
    await stop();
    throw isAddressInUse(error) ? portTaken(api.host, api.port) : error;
  }
  // Only now can what is sent again arrive.
  missed = catchUp(environment, log);
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://${api.host}:${port}`, stop };
}

/** Where GitHub can't say, what Cascade did is known by its markers alone. */
async function ownAccounts(environment: Environment, log: Log): Promise<readonly string[]> {
  try {
    return await ownLogins(environment);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    log.warn({ problem: error.message }, 'GitHub does not say by which account Cascade acts');
    return [];
  }
}

/** What GitHub could not deliver while nobody listened; it keeps a log for Apps only. */
function catchUp(environment: Environment, log: Log): Background | null {
  if (environment.github.credentials?.type !== 'app') return null;
  const app = makeGitHubApp(gitHubOptions(environment));
  return app === null ? null : reconcileByItself(app, log);
}

function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}

function portTaken(host: string, port: number): UserError {
  return new UserError(
    `The API can't listen on ${host}:${port}: the port is taken. End what listens there, or set CASCADE_API_PORT (0 takes a free one).`,
  );
}
