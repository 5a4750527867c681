import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Client } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { connectWorkerEngine } from '../../src/engine/connection.ts';
import type { TimedNode } from '../graph/timed-node.ts';
import type { Ends } from '../hops/hop-samples.ts';
import type { Stage } from '../stage/stage.ts';
import type { BareActivities } from './bare-activities.ts';
import { type bareQueue, type bareTrain, came, counted } from './workflows.ts';

/** A worker of a few lines on the same server: what the engine alone takes, below which nothing built on it can come. */
export interface BareEngine {
  /** One pass through the nodes, which come in topological order. */
  run(nodes: readonly TimedNode[]): Promise<Ends>;
  /** A new queue on that task queue; its own unless given. */
  queue(taskQueue?: string): BareQueue;
  stop(): Promise<void>;
}

/** The least that a queue can be. */
export interface BareQueue {
  /** Sends one signal, with which the queue is started where it isn't there yet. */
  tell(news: unknown): Promise<void>;
  /** Resolves once its worker has nothing more to do for it. */
  quiet(): Promise<void>;
  end(): Promise<void>;
}

const TASK_QUEUE = 'bare-engine';

/** Starts the worker in this process, which does little else while it works. */
export async function startBareEngine({ target, client }: Stage): Promise<BareEngine> {
  const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));
  const connection = await connectWorkerEngine(target);
  const passes = new Map<string, Pass>();
  const activities: BareActivities = {
    dispatch: (workflowId, alias) => {
      const [train = ''] = workflowId.split('/');
      passes.get(train)?.begin(workflowId, alias);
      return Promise.resolve();
    },
  };
  const worker = await Worker.create({
    connection,
    namespace: target.namespace,
    taskQueue: TASK_QUEUE,
    workflowBundle: await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') }),
    activities: { ...activities },
  });
  const ended = worker.run();
  return {
    run: async (nodes) => {
      const train = randomUUID();
      const pass = new Pass(client, nodes);
      passes.set(train, pass);
      await client.workflow.execute<typeof bareTrain>('bareTrain', {
        taskQueue: TASK_QUEUE,
        workflowId: train,
        args: [nodes],
      });
      return pass;
    },
    queue: (taskQueue = TASK_QUEUE) => {
      const workflowId = randomUUID();
      return {
        tell: async (news) => {
          await client.workflow.signalWithStart<typeof bareQueue, [unknown]>('bareQueue', {
            taskQueue,
            workflowId,
            signal: came,
            signalArgs: [news],
          });
        },
        quiet: async () => {
          // A query is answered after everything that came before it.
          await client.workflow.getHandle(workflowId).query(counted);
        },
        end: async () => {
          await client.workflow.getHandle(workflowId).terminate();
        },
      };
    },
    stop: async () => {
      worker.shutdown();
      await ended;
      await connection.close();
    },
  };
}

/** The builds of one pass: each is only a timer, and at its end a signal. */
class Pass implements Ends {
  readonly finished = new Map<string, number>();
  readonly dispatched = new Map<string, number>();
  readonly #client: Client;
  readonly #seconds: ReadonlyMap<string, number>;

  constructor(client: Client, nodes: readonly TimedNode[]) {
    this.#client = client;
    this.#seconds = new Map(nodes.map(({ alias, seconds }) => [alias, seconds]));
  }

  begin(workflowId: string, alias: string): void {
    this.dispatched.set(alias, performance.now());
    setTimeout(
      () => {
        this.finished.set(alias, performance.now());
        // A signal that is lost leaves the pass waiting; it is this process's own server, so that would be our mistake.
        this.#client.workflow.getHandle(workflowId).signal('finished').catch(fail);
      },
      (this.#seconds.get(alias) ?? 0) * 1000,
    );
  }
}

function fail(error: unknown): void {
  throw new Error("The bare engine's signal was refused", { cause: error });
}
