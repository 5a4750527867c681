import { loadClientConfigProfile, toClientOptions } from '@temporalio/envconfig';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { EngineError, sentenceOf } from './engine-error.ts';

/** Which Temporal server to use and how to reach it. */
export interface EngineTarget {
  connectionOptions: NativeConnectionOptions;
  namespace: string;
}

/** A target, and whether the environment or a profile names an address; if not, the embedded server is meant. */
export interface EngineSettings extends EngineTarget {
  configured: boolean;
}

/** Reads the standard TEMPORAL_* environment and profile file, as Temporal's own CLI does. Throws an EngineError if they can't be read. */
export function engineSettings(env: NodeJS.ProcessEnv): EngineSettings {
  const overrideEnvVars: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value !== undefined) overrideEnvVars[name] = value;
  try {
    const profile = loadClientConfigProfile({ overrideEnvVars });
    const { connectionOptions, namespace } = toClientOptions(profile);
    return { configured: profile.address !== undefined, connectionOptions, namespace: namespace ?? 'default' };
  } catch (error) {
    throw new EngineError(
      `The settings for Temporal can't be read: ${sentenceOf(error)}. ` +
        'Check TEMPORAL_PROFILE, the file that TEMPORAL_CONFIG_FILE names (`temporal config list` shows it), and the TEMPORAL_TLS_... paths.',
      { cause: error },
    );
  }
}

/** The address of a target, as `host:port`, for messages. */
export function addressOf({ connectionOptions }: EngineTarget): string {
  return connectionOptions.address ?? 'localhost:7233';
}
