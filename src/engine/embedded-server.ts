import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError, sentenceOf } from './engine-error.ts';
import { choosePorts, LOOPBACK, type ServerPorts } from './ports.ts';
import { serverArguments } from './server-arguments.ts';
import { logLength, logSince } from './server-log.ts';
import { makeReady } from './server-readiness.ts';
import { startFailure } from './start-failure.ts';
import { type SupervisedServer, superviseServer } from './supervised-server.ts';

const NAMESPACE = 'default';
const START_TIMEOUT_MS = 30_000;

/** A Temporal server of our own, on loopback. */
export interface EmbeddedServer {
  /** `host:port` of gRPC. */
  address: string;
  namespace: string;
  /** Where a browser finds Temporal's page; null if it was not asked for. */
  uiUrl: string | null;
  pid: number;
  logFile: string;
  /** Settles when the server is gone, whoever ended it, with its exit status if it has one. */
  exited: Promise<number | null>;
  /** Ends the server and waits until it is gone; a second call waits too. */
  stop: () => Promise<void>;
}

/** What to start: `dataFolder` null keeps everything in memory; a port that isn't given is a free one; `uiPort` null means no page; `signal` ends the start. */
export interface EmbeddedServerOptions {
  executable: string;
  dataFolder: string | null;
  port?: number;
  uiPort?: number | null;
  signal?: AbortSignal;
}

/**
 * Starts `temporal server start-dev` and returns when it answers, has our search attributes and keeps closed workflows
 * for 30 days. It ends with this process, also if that is killed. Throws an EngineError with the end of the server's log.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  for (let tries = 1; ; tries++) {
    try {
      return await startOnce(options);
    } catch (error) {
      // A port that was free when it was chosen can be another's before the server listens.
      const isTaken = error instanceof EngineError && error.message.includes('address already in use');
      if (!isTaken || tries === TRIES || options.port !== undefined) throw error;
    }
  }
}

const TRIES = 3;

async function startOnce(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const ports = await choosePorts(options);
  const folder = await makeFolder(options.dataFolder);
  const logFile = join(folder, 'temporal.log');
  const databaseFile = options.dataFolder === null ? null : join(folder, 'temporal.db');
  const earlierLog = await logLength(logFile);
  const server = await launch(options.executable, serverArguments({ databaseFile, ...ports }), logFile);
  const stop = async () => {
    await server.stop();
    if (options.dataFolder === null) await rm(folder, { recursive: true, force: true });
  };
  try {
    const pid = await untilReady(server, ports, options.signal);
    const uiUrl = ports.uiPort === null ? null : `http://${LOOPBACK}:${ports.uiPort}`;
    const address = `${LOOPBACK}:${ports.port}`;
    return { address, namespace: NAMESPACE, uiUrl, pid, logFile, exited: server.exited, stop };
  } catch (error) {
    const log = await logSince(logFile, earlierLog);
    const failure = startFailure({ reason: sentenceOf(error), log, logFile, databaseFile });
    await stop();
    options.signal?.throwIfAborted();
    throw new EngineError(failure, { cause: error });
  }
}

async function makeFolder(dataFolder: string | null): Promise<string> {
  if (dataFolder === null) return mkdtemp(join(tmpdir(), 'cascade-temporal-'));
  await mkdir(dataFolder, { recursive: true });
  return dataFolder;
}

async function launch(executable: string, args: string[], logFile: string): Promise<SupervisedServer> {
  const log = await open(logFile, 'a');
  try {
    return superviseServer(executable, args, log.fd);
  } finally {
    await log.close();
  }
}

async function untilReady(server: SupervisedServer, ports: ServerPorts, signal?: AbortSignal): Promise<number> {
  const settled = new AbortController();
  const patience = AbortSignal.timeout(START_TIMEOUT_MS);
  const giveUp = AbortSignal.any([settled.signal, patience, ...(signal === undefined ? [] : [signal])]);
  const ended = server.exited.then((status) => {
    throw new Error(`it ended with status ${status ?? 'unknown'}`);
  });
  try {
    const [pid] = await Promise.race([Promise.all([server.pid, makeReady(ports, NAMESPACE, giveUp)]), ended]);
    return pid;
  } catch (error) {
    throw patience.aborted
      ? new Error(`it did not answer within ${START_TIMEOUT_MS / 1000} s`, { cause: error })
      : error;
  } finally {
    settled.abort();
  }
}
