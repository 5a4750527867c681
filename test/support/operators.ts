import { randomUUID } from 'node:crypto';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { Connection } from '@temporalio/client';
import { inject, onTestFinished } from 'vitest';
import { buildApp } from '../../src/api/app.ts';
import type { TrainCommand } from '../../src/domain/control/command.ts';
import { makeLog } from '../../src/telemetry/log.ts';
import { temporaryFolder } from '../engine/folders.ts';
import type { TestCascade } from './assemble.ts';
import { emptyAccess } from './empty-access.ts';
import { runCli } from './run-cli.ts';

/** What a command was answered with, wherever it was given. */
interface Said {
  readonly done: boolean;
  readonly text: string;
}

/** Gives a train a command: with its wishes, and maybe as one that was given before. */
export type Operate = (
  train: string,
  type: TrainCommand['type'],
  wishes?: Readonly<Record<string, string | number>>,
  updateId?: string,
) => Promise<Said>;

/** The places from which a person gives commands. */
export const PLACES = [
  'our command line',
  'our command line through the API',
  'the API',
  "Temporal's command line",
] as const;

/** A person at one of these places. */
export async function operatorAt(place: (typeof PLACES)[number], cascade: TestCascade): Promise<Operate> {
  switch (place) {
    case 'our command line':
      return byOurCli({ TEMPORAL_ADDRESS: addressOf(cascade) });
    case 'our command line through the API':
      return byOurCli({ CASCADE_API_URL: await startApi(cascade) });
    case 'the API':
      return byApi(await startApi(cascade));
    case "Temporal's command line":
      return byTemporal(addressOf(cascade));
  }
}

/** `host:port` of the Temporal server. */
export function addressOf({ client }: TestCascade): string {
  const { connection } = client;
  if (connection instanceof Connection) return connection.options.address;
  throw new Error('The client has no connection of its own');
}

/** An API of the test's own, without tokens. Gives its address. */
export async function startApi({ client, taskQueue, chain }: TestCascade): Promise<string> {
  const app = await buildApp({
    client,
    namespace: client.options.namespace,
    taskQueue,
    loadChains: () => Promise.resolve({ ok: true, chains: [chain] }),
    webhookSecrets: [],
    self: [],
    seal: null,
    ...(await emptyAccess(await temporaryFolder())),
    log: makeLog('silent'),
    temporalUi: null,
  });
  onTestFinished(() => app.close());
  return app.listen({ host: '127.0.0.1', port: 0 });
}

function byOurCli(env: Readonly<Record<string, string>>): Operate {
  return async (train, type, { build, ...wishes } = {}) => {
    const options = Object.entries(wishes).flatMap(([name, value]) => [`--${name}`, String(value)]);
    const words = [type, train, ...(build === undefined ? [] : [String(build)]), ...options];
    const { status, stdout, stderr } = await runCli(words, { env });
    return { done: status === 0, text: stdout + stderr };
  };
}

function byApi(url: string): Operate {
  return async (train, command, wishes = {}, updateId = randomUUID()) => {
    const answer = await fetch(`${url}/trains/${train}/commands`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': updateId },
      body: JSON.stringify({ command, ...wishes }),
    });
    const { message = '', detail = '' } = (await answer.json()) as { message?: string; detail?: string };
    return { done: answer.ok, text: message + detail };
  };
}

function byTemporal(address: string): Operate {
  return async (train, type, wishes = {}, updateId = randomUUID()) => {
    const update = ['--workflow-id', train, '--name', type, '--update-id', updateId, '--input', JSON.stringify(wishes)];
    const child = spawn(inject('serverExecutable'), ['workflow', 'update', 'execute', '--address', address, ...update]);
    const status = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject));
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { done: (await status) === 0, text: stdout + stderr };
  };
}
