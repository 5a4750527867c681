import type { Client } from '@temporalio/client';
import { clientTarget } from '../app/client-target.ts';
import type { Environment } from '../config/environment.ts';
import { connectClientEngine } from '../engine/connection.ts';
import { EngineError } from '../engine/engine-error.ts';
import { uiAddress } from '../engine/trains/ui-address.ts';
import { withinDeadline } from '../engine/trains/within-deadline.ts';

// A server on the other side of the world answers within a second; somebody waits at the keyboard.
const PATIENCE_MS = 10_000;

/** A Temporal server that a command talks to. */
export interface Temporal {
  /** Asks something of Temporal. Throws an EngineError that says what to check where no answer comes. */
  ask<T>(question: (client: Client) => Promise<T>): Promise<T>;
  /** The page of a train, where we know one. */
  pageOf(train: string): string | null;
}

/** Does something with the Temporal server that the environment, or a `cascade up` in this folder, names. */
export async function withTemporal<T>(environment: Environment, work: (temporal: Temporal) => Promise<T>): Promise<T> {
  const { target, uiUrl, from } = await clientTarget({ env: process.env, ...environment });
  const client = connectClientEngine(target);
  try {
    return await work({
      ask: (question) => withinDeadline(client, PATIENCE_MS, () => question(client)),
      pageOf: (train) => (uiUrl === null ? null : uiAddress(uiUrl, target.namespace, train)),
    });
  } catch (error) {
    throw from === 'up' && error instanceof EngineError ? staleUp(environment.dataFolder, error) : error;
  } finally {
    await client.connection.close();
  }
}

function staleUp(dataFolder: string, error: EngineError): EngineError {
  return new EngineError(
    `${error.message}\nThe address is that of the \`cascade up\` last started with the data folder ${dataFolder}. ` +
      'It seems to have ended without tidying up: start it again.',
    { cause: error },
  );
}
