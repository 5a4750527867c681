import { join } from 'node:path';
import { startEmbeddedServer } from '../engine/embedded-server.ts';
import { engineSettings, type EngineTarget } from '../engine/engine-settings.ts';
import type { FetchProgress } from '../engine/fetch-progress.ts';
import { findServerExecutable } from '../engine/server-executable.ts';

/** A Temporal server to work with: the configured one, or one of our own. */
export interface Engine {
  readonly target: EngineTarget;
  /** Temporal's page, where we know it. */
  readonly uiUrl: string | null;
  readonly embedded: boolean;
  /** Settles when a server of our own is gone, whoever ended it; never for a configured one. */
  readonly exited: Promise<unknown>;
  /** Ends a server of our own; leaves a configured one alone. */
  stop(): Promise<void>;
}

export interface EngineOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Where a server of our own keeps its database; `null` keeps it in memory. */
  readonly dataFolder: string | null;
  /** Temporal's page, where it is configured. */
  readonly uiUrl: string | null;
  readonly progress: (step: FetchProgress) => void;
  readonly signal: AbortSignal;
}

/** Takes the server that the standard TEMPORAL_* settings name; without one, finds or fetches a server and starts it. */
export async function openEngine({ env, dataFolder, uiUrl, progress, signal }: EngineOptions): Promise<Engine> {
  const settings = engineSettings(env);
  if (settings.configured) {
    return {
      target: settings,
      uiUrl,
      embedded: false,
      exited: new Promise(() => undefined),
      stop: () => Promise.resolve(),
    };
  }
  const { path: executable } = await findServerExecutable({ env, progress, signal });
  const folder = dataFolder === null ? null : join(dataFolder, 'temporal');
  const server = await startEmbeddedServer({ executable, dataFolder: folder, signal });
  return {
    target: { connectionOptions: { address: server.address }, namespace: server.namespace },
    uiUrl: server.uiUrl,
    embedded: true,
    exited: server.exited,
    stop: server.stop,
  };
}
