import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, WorkflowFailedError } from '@temporalio/client';
import type { RequestRecord } from '../../simulator/records.ts';
import type { RequestPoint } from '../../simulator/scenario-faults.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { simulatedOrganisation } from '../../src/cli/demo/scenario.ts';
import { parseChain } from '../../src/config/parse.ts';
import { releaseTrainId } from '../../src/domain/ids.ts';
import { QUICK_TO_NOTICE } from './timings.ts';
import { spawnWorker, type WorkerProcess } from '../support/spawn-worker.ts';

/** What becomes of the request that was under way when its worker was killed. */
export type Fate = 'dropped' | 'executed';

/** One crash: at which request, and what became of it. */
export interface Crash {
  readonly point: RequestPoint;
  readonly fate: Fate;
}

/** A release's end as GitHub shows it; two releases of one chain that ended alike are equal. */
export interface EndState {
  readonly runs: readonly string[];
  readonly releases: readonly string[];
  readonly outcome: string;
  readonly violations: readonly string[];
}

/** A release that was crashed into, or not. */
export interface Result {
  readonly end: EndState;
  readonly requests: readonly RequestRecord[];
  /** False where the request never came: how often GitHub is polled differs from release to release. */
  readonly reached: boolean;
  readonly seconds: number;
}

/** A Temporal server that all experiments share. */
export interface Engine {
  readonly address: string;
  readonly client: Client;
}

const TOKEN = 'a-token-of-the-crash-matrix';
const PATIENCE_MS = 240_000;

/** Makes one release on a GitHub and a task queue of its own, and kills its worker at the point. */
export async function experiment(engine: Engine, name: string, crash: Crash | null): Promise<Result> {
  const startedAt = performance.now();
  await using ends = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'cascade-matrix-'));
  ends.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  const { chain, file } = await chainIn(folder, name);
  const simulator = await startSimulator(
    simulatedOrganisation(chain, { login: 'cascade-bot', token: TOKEN, runners: 4, seconds: () => 0.5, failing: [] }),
  );
  ends.defer(() => simulator.close());
  const held = crash === null ? null : simulator.hold(crash.point);

  let worker: WorkerProcess | null = null;
  ends.defer(async () => {
    await worker?.kill();
  });
  const start = () =>
    spawnWorker({
      TEMPORAL_ADDRESS: engine.address,
      CASCADE_TASK_QUEUE: name,
      CASCADE_CHAINS: file,
      CASCADE_DATA: join(folder, 'data'),
      CASCADE_GITHUB_URL: simulator.url,
      CASCADE_GITHUB_TOKEN: TOKEN,
      CASCADE_WRITE_SPACING_MS: '0',
      CASCADE_RELEASE_SPACING_MS: '0',
      CASCADE_LOG_LEVEL: 'fatal',
      CASCADE_TIMINGS: JSON.stringify(QUICK_TO_NOTICE),
    });
  const handle = await engine.client.workflow.start('release', {
    taskQueue: name,
    workflowId: releaseTrainId(name, 'v1.4.0'),
    args: [{ chain: name, version: 'v1.4.0' }],
    workflowExecutionTimeout: PATIENCE_MS,
  });
  worker = start();
  const result = handle.result().then(
    () => 'succeeded',
    (error: unknown) =>
      error instanceof WorkflowFailedError ? (error.cause?.message ?? error.message) : String(error),
  );
  let reached = false;
  if (held !== null && crash !== null) {
    reached = await Promise.race([held.reached.then(() => true), result.then(() => false)]);
    if (reached) {
      await worker.kill();
      if (crash.fate === 'dropped') held.drop();
      else await held.execute();
      worker = start();
    }
  }
  const end = endState(
    simulator,
    chain.repositories.map(({ owner, name: repository }) => `${owner}/${repository}`),
    await result,
  );
  return { end, requests: simulator.requests(), reached, seconds: (performance.now() - startedAt) / 1000 };
}

async function chainIn(folder: string, name: string) {
  const template = await readFile(new URL('chain.yml', import.meta.url), 'utf8');
  const text = template.replace('NAME', name);
  const file = join(folder, 'cascade.yml');
  await mkdir(folder, { recursive: true });
  await writeFile(file, text);
  const parsed = parseChain(text, file);
  if (!parsed.ok) throw new Error(`${file}: ${JSON.stringify(parsed.problems)}`);
  return { chain: parsed.chain, file };
}

function endState(simulator: Simulator, repositories: readonly string[], outcome: string): EndState {
  return {
    outcome,
    runs: simulator
      .runs()
      .map(
        ({ repository, path, attempt, conclusion }) =>
          `${repository} ${path} attempt ${attempt}: ${conclusion ?? 'unfinished'}`,
      )
      .sort(),
    releases: repositories
      .flatMap((repository) => simulator.releases(repository).map((release) => ({ repository, ...release })))
      .flatMap(({ repository, tag, draft, assets }) => [
        `${repository} ${tag} ${draft ? 'draft' : 'published'}`,
        ...assets
          .map(({ name, state, size, digest }) => `${repository} ${tag}: ${name} ${state} ${size} ${digest ?? ''}`)
          .sort(),
      ]),
    violations: simulator.violations().map(({ operation, message }) => `${operation}: ${message}`),
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
export function nameOf({ point: { method, pathTemplate, repository, occurrence }, fate }: Crash): string {
  return `${method} ${pathTemplate} (${repository ?? 'no repository'}, no. ${occurrence}) ${fate}`;
}
