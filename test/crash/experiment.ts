import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, WorkflowFailedError } from '@temporalio/client';
import type { RequestRecord } from '../../simulator/records.ts';
import type { RequestPoint } from '../../simulator/scenario-faults.ts';
import type { Signer } from '../../src/artifacts/signing.ts';
import { releaseTrainId } from '../../src/domain/ids.ts';
import { unpaced } from '../github/support/simulated.ts';
import { spawnWorker, type WorkerProcess } from '../support/spawn-worker.ts';
import { type EndState, readEndState } from './end-state.ts';
import { signAndHandIn } from './hand-in.ts';
import type { ReleaseKey } from './release-key.ts';
import { setStage } from './stage.ts';
import { QUICK_TO_NOTICE } from './timings.ts';

/** What becomes of the request that was under way when its worker was killed. */
export type Fate = 'dropped' | 'executed';

/** One crash: at which request, what became of it, and whether the next worker finds the disk of the one that was killed. */
export interface Crash {
  readonly point: RequestPoint;
  readonly fate: Fate;
  readonly disk: 'kept' | 'lost';
}

/** A release that was crashed into, or not. */
export interface Result {
  readonly end: EndState;
  readonly requests: readonly RequestRecord[];
  /** False where the request never came: how often GitHub is polled differs from release to release. */
  readonly reached: boolean;
  readonly seconds: number;
}

/** What all experiments share: a Temporal server, the key that their releases are signed with, and the people who sign, too. */
export interface Engine {
  readonly address: string;
  readonly client: Client;
  readonly key: ReleaseKey;
  readonly people: readonly Signer[];
}

const TOKEN = 'a-token-of-the-crash-matrix';
const VERSION = 'v1.4.0';
const PATIENCE_MS = 480_000;

/** Makes one release on a GitHub and a task queue of its own, and kills its worker at the point. */
export async function experiment(engine: Engine, name: string, crash: Crash | null): Promise<Result> {
  const startedAt = performance.now();
  await using ends = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'cascade-matrix-'));
  ends.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  const { people } = engine;
  const { simulator, chain, file } = await setStage({ folder, chain: name, token: TOKEN, people }, ends);
  const held = crash === null ? null : simulator.hold(crash.point);

  let worker: WorkerProcess | null = null;
  ends.defer(async () => {
    await worker?.kill();
  });
  const start = (disk: string) =>
    spawnWorker({
      ...environmentOf(engine),
      CASCADE_TASK_QUEUE: name,
      CASCADE_CHAINS: file,
      CASCADE_DATA: join(folder, disk),
      CASCADE_GITHUB_URL: simulator.url,
    });
  const train = releaseTrainId(name, VERSION);
  const handle = await engine.client.workflow.start('release', {
    taskQueue: name,
    workflowId: train,
    args: [{ chain: name, version: VERSION }],
    workflowExecutionTimeout: PATIENCE_MS,
  });
  worker = start('disk');
  const { client } = engine;
  const signed = signAndHandIn({ client, simulator, train, people: people.slice(0, 2), patience: PATIENCE_MS });
  const result = outcomeOf(handle.result());
  // One that fails before there is anything to sign ends all the same.
  const ended = Promise.race([result, signed.then(() => result)]);
  let reached = false;
  if (held !== null && crash !== null) {
    reached = await Promise.race([held.reached.then(() => true), ended.then(() => false)]);
    if (reached) {
      await worker.kill();
      if (crash.fate === 'dropped') held.drop();
      else await held.execute();
      worker = start(crash.disk === 'kept' ? 'disk' : 'other-disk');
    }
  }
  const outcome = await ended;
  // Before the end is read, which asks for more.
  const requests = [...simulator.requests()];
  const end = await readEndState({
    simulator,
    github: unpaced(simulator.url, { credentials: { type: 'token', token: TOKEN } }),
    repositories: chain.repositories,
    tag: VERSION,
    keys: [engine.key.open, ...people.map(({ publicKey }) => publicKey)],
    outcome,
  });
  return { end, requests, reached, seconds: (performance.now() - startedAt) / 1000 };
}

function outcomeOf(result: Promise<unknown>): Promise<string> {
  return result.then(
    () => 'succeeded',
    (error: unknown) =>
      error instanceof WorkflowFailedError ? (error.cause?.message ?? error.message) : String(error),
  );
}

function environmentOf({ address, key }: Engine): Readonly<Record<string, string>> {
  return {
    TEMPORAL_ADDRESS: address,
    CASCADE_GITHUB_TOKEN: TOKEN,
    CASCADE_SIGNING_KEY: key.secret,
    CASCADE_WRITE_SPACING_MS: '0',
    CASCADE_RELEASE_SPACING_MS: '0',
    CASCADE_LOG_LEVEL: 'fatal',
    CASCADE_TIMINGS: JSON.stringify(QUICK_TO_NOTICE),
  };
}

/** Every request of an undisturbed release as a point to crash at. */
export function pointsOf(requests: readonly RequestRecord[]): readonly RequestPoint[] {
  const seen = new Map<string, number>();
  return requests.map(({ method, pathTemplate, repository = null }) => {
    const kind = `${method} ${pathTemplate} ${repository ?? ''}`;
    const occurrence = (seen.get(kind) ?? 0) + 1;
    seen.set(kind, occurrence);
    return { method, pathTemplate, repository, occurrence };
  });
}

/** A crash as a table shows it. */
export function nameOf({ point: { method, pathTemplate, repository, occurrence }, fate, disk }: Crash): string {
  return `${method} ${pathTemplate} (${repository ?? 'no repository'}, no. ${occurrence}) ${fate}, disk ${disk}`;
}
