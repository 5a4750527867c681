import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { cancelActionsRun } from './actions/attempts.ts';
import type { Change } from './actions/push.ts';
import { pushCommit } from './actions/push.ts';
import type { RerunScope } from './actions/rerun.ts';
import { rerun } from './actions/rerun.ts';
import { Blobs } from './blobs.ts';
import type { Circumstances } from './circumstances.ts';
import { makeCircumstances } from './circumstances.ts';
import type { Disturbances } from './disturbances.ts';
import { makeDisturbances } from './disturbances.ts';
import { loadChecks } from './openapi/checks.ts';
import type { Persons } from './persons/persons.ts';
import { makePersons } from './persons/persons.ts';
import type { Releasing } from './persons/releasing.ts';
import { makeReleasing } from './persons/releasing.ts';
import { releaseRecord, runRecord } from './record-of.ts';
import type { Delivery, JobLog, ReleaseRecord, RequestRecord, RunRecord, Violation } from './records.ts';
import type { Scenario, WebhookScenario } from './scenario.ts';
import { makeListener } from './server/serve.ts';
import { latestAttempt } from './state/actions-run.ts';
import type { World } from './world.ts';
import { makeWorld, repositoryNamed, runWithId } from './world.ts';

/** A GitHub on loopback, and what a test or a demo may do and see behind its API. Repositories are named `owner/name`. */
export interface Simulator extends Persons, Releasing, Disturbances, Circumstances {
  /** The API's base address; pages are below it too. */
  readonly url: string;
  /** Sends events to one more address from now on, a `ping` first. */
  addWebhook(hook: WebhookScenario): void;
  /** Signs with another secret whatever is sent to that address from now on. Throws where no webhook goes there. */
  rotateWebhookSecret(url: string, secret: string): void;
  /** A person pushes a commit. */
  push(repository: string, change?: Change): Promise<{ sha: string }>;
  /** A person cancels an actions run on the page. Throws where it is completed. */
  cancelRun(id: number): void;
  /** A person runs a completed actions run again, or only its failed jobs. Throws where it is still going. */
  rerun(id: number, scope?: RerunScope): void;
  /** Lets jobs go on that a `hold` behaviour keeps. */
  release(repository: string): void;
  /** Posts a delivery again: same GUID, same body. Resolves when it is answered. */
  redeliver(deliveryId: string): Promise<void>;
  deliveries(): readonly Delivery[];
  requests(): readonly RequestRecord[];
  runs(repository?: string): readonly RunRecord[];
  /** What the jobs of an actions run wrote, in its latest attempt: lines only where they were executed. */
  log(id: number): readonly JobLog[];
  releases(repository: string): readonly ReleaseRecord[];
  /** All that contradicted GitHub's own descriptions so far. */
  violations(): readonly Violation[];
  /** Resolves once the predicate holds, looking after every change of state; rejects after the time-out (30 s unless given). */
  when(predicate: () => boolean, timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** Where to listen (any free port unless given), and whether to check all that is said (yes unless given). */
interface SimulatorOptions {
  readonly port?: number;
  readonly check?: boolean;
}

/** Starts a GitHub on loopback. Rejects if the port is taken, or the scenario contradicts itself. */
export async function startSimulator(scenario: Scenario, options: SimulatorOptions = {}): Promise<Simulator> {
  const checks = options.check === false ? undefined : await loadChecks();
  // Longer than clients keep idle connections: otherwise they now and then post into one that is just being closed.
  const server = createServer({ keepAliveTimeout: 120_000 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const blobs = await Blobs.open();
  const stop = async () => {
    server.close();
    server.closeAllConnections();
    await blobs.close();
  };
  try {
    const world = makeWorld(scenario, `http://127.0.0.1:${port}`, blobs, checks);
    const simulator = makeSimulator(world, async () => {
      const executions = [...world.executions];
      for (const { stop: callOff } of executions) callOff();
      await Promise.all(executions.map(({ ended }) => ended));
      world.webhooks.close();
      world.timers.clear();
      await stop();
    });
    server.on('request', makeListener(world, simulator, checks));
    return simulator;
  } catch (error) {
    await stop();
    throw error;
  }
}

function makeSimulator(world: World, close: () => Promise<void>): Simulator {
  const { journal, webhooks, behaviours } = world;
  const repositories = () => [...world.repositories.values()];
  return {
    ...makePersons(world),
    ...makeReleasing(world),
    ...makeDisturbances(world),
    ...makeCircumstances(world),
    url: world.url,
    addWebhook: (hook) => {
      webhooks.add(hook);
    },
    push: (repository, change = {}) =>
      Promise.resolve().then(() => ({ sha: pushCommit(world, repositoryNamed(world, repository), change).sha })),
    cancelRun: (id) => {
      cancelActionsRun(world, runWithId(world, id));
    },
    rerun: (id, scope = 'all') => {
      rerun(world, runWithId(world, id), scope, world.scenario.login);
    },
    release: (repository) => {
      behaviours.release(repository);
    },
    rotateWebhookSecret: (url, secret) => {
      webhooks.rotateSecret(url, secret);
    },
    redeliver: async (deliveryId) => {
      await webhooks.redeliver(webhooks.log.last(deliveryId).sent);
    },
    deliveries: () => webhooks.deliveries,
    requests: () => journal.requests,
    log: (id) => latestAttempt(runWithId(world, id)).jobs.map(({ plan, log }) => ({ job: plan.name, lines: [...log] })),
    runs: (repository) =>
      (repository === undefined ? repositories() : [repositoryNamed(world, repository)])
        .flatMap(({ runs }) => runs)
        .map(runRecord),
    releases: (repository) =>
      [...repositoryNamed(world, repository).releases.values()].map((release) => releaseRecord(world, release)),
    violations: () => journal.violations,
    when: (predicate, timeoutMs = 30_000) => journal.when(predicate, timeoutMs),
    close,
  };
}
