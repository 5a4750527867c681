import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { generateKey } from 'openpgp';
import type { Scenario } from '../../../simulator/scenario.ts';
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts';
import { startUp, type Up } from '../../app/up.ts';
import type { Environment } from '../../config/environment.ts';
import { DEFAULT_TIMINGS } from '../../domain/timings.ts';
import type { FetchProgress } from '../../engine/fetch-progress.ts';
import type { Log } from '../../telemetry/log.ts';
import { untilReady } from './trains-at-api.ts';

/** Everything that the demo plays on: a GitHub of its own, and Cascade beside it as a user would run it. */
export interface Stage {
  readonly simulator: Simulator;
  readonly up: Up;
  /** Armoured; what the release is signed with can be checked by it. */
  readonly publicKey: string;
  /** Ends all of it, in order. */
  stop(): Promise<void>;
}

export interface StageOptions {
  /** The `cascade.yml` that Cascade reads. */
  readonly file: string;
  /** The organisation that it works for, given the account that it uses there. */
  readonly organisation: (account: Account) => Scenario;
  /** Where Cascade keeps what it keeps. */
  readonly folder: string;
  readonly log: Log;
  readonly progress: (step: FetchProgress) => void;
  /** Ends the start; what was started by then is stopped. */
  readonly signal: AbortSignal;
}

/** The account that Cascade uses at the simulated GitHub. */
export interface Account {
  readonly login: string;
  readonly token: string;
}

// What the documentation asks a webhook to be set up for.
const EVENTS = ['push', 'release', 'workflow_run'];

/** Starts the simulator, then Temporal, worker and API, and tells the simulator where its webhooks go. */
export async function setStage(options: StageOptions): Promise<Stage> {
  const { file, folder, log, progress, signal } = options;
  const [token, secret] = [randomBytes(20).toString('hex'), randomBytes(20).toString('hex')];
  const simulator = await startSimulator(options.organisation({ login: 'cascade-bot', token }));
  const { privateKey, publicKey } = await generateKey({ userIDs: [{ name: 'Cascade demo' }] });
  let up: Up | null = null;
  const stop = async () => {
    await up?.stop();
    await simulator.close();
  };
  try {
    const environment = environmentFor(
      file,
      folder,
      { url: simulator.url, credentials: { type: 'token', token } },
      secret,
      privateKey,
    );
    up = await startUp({ environment, env: process.env, inMemory: true, log, progress, signal });
    await untilReady(up.apiUrl, signal);
    simulator.addWebhook({ url: `${up.apiUrl}/webhooks/github`, secret, events: EVENTS });
    return { simulator, up, publicKey, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Nothing of the user's own settings: whatever they are, the demo talks to the simulator alone. */
function environmentFor(
  chains: string,
  dataFolder: string,
  github: Environment['github'],
  secret: string,
  signingKey: string,
): Environment {
  return {
    chains: [chains],
    taskQueue: 'cascade',
    github,
    githubPerSecond: 1000,
    webhookSecrets: [secret],
    approvalSecret: null,
    signing: { key: signingKey, passphrase: null },
    store: null,
    api: { host: '127.0.0.1', port: 0, tokens: join(dataFolder, 'tokens.json') },
    remoteApi: null,
    dataFolder,
    stagingBytes: 1024 ** 3,
    logLevel: 'info',
    spacing: { write: 0, release: 0 },
    temporalUi: null,
    timings: DEFAULT_TIMINGS,
  };
}
