import { type EngineTarget, engineSettings } from '../engine/engine-settings.ts';
import { recallUp } from './up-file.ts';
import { UserError } from './user-error.ts';

/** The Temporal server that a command talks to. */
export interface ClientTarget {
  readonly target: EngineTarget;
  /** Temporal's page, where we know it. */
  readonly uiUrl: string | null;
  /** Who says so: Temporal's own settings, or a `cascade up` that may have ended without tidying up. */
  readonly from: 'settings' | 'up';
}

export interface ClientTargetOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly dataFolder: string;
  /** Temporal's page, where it is configured. */
  readonly temporalUi: string | null;
}

/** The server that the standard TEMPORAL_* settings name, else that of the `cascade up` in this folder. Throws a UserError where there is neither. */
export async function clientTarget({ env, dataFolder, temporalUi }: ClientTargetOptions): Promise<ClientTarget> {
  const settings = engineSettings(env);
  if (settings.configured) return { target: settings, uiUrl: temporalUi, from: 'settings' };
  const up = await recallUp(dataFolder);
  if (up !== null) return { target: up.target, uiUrl: up.uiUrl, from: 'up' };
  throw new UserError(
    `No Temporal server to talk to: TEMPORAL_ADDRESS is not set, and no \`cascade up\` runs with the data folder ${dataFolder}. ` +
      'Start `cascade up` in this folder (in another terminal), or set TEMPORAL_ADDRESS to a server that runs.',
  );
}
