import { EngineError } from '../engine/engine-error.ts';
import { isPolled } from '../engine/pollers.ts';
import { withinDeadline } from '../engine/trains/within-deadline.ts';
import type { ApiDependencies } from './dependencies.ts';

// Kubernetes waits a second for the answer of a probe, unless told otherwise.
const DEADLINE_MS = 800;

/** Why a train that is started now would not travel: one sentence for each thing that is missing. */
export async function whatIsMissing({
  client,
  namespace,
  taskQueue,
  loadChains,
}: ApiDependencies): Promise<readonly string[]> {
  const queues = [
    { namespace, taskQueue, kind: 'workflow' },
    { namespace, taskQueue: `${taskQueue}-github`, kind: 'activity' },
    { namespace, taskQueue: `${taskQueue}-transfer`, kind: 'activity' },
  ] as const;
  const [engine, chains] = await Promise.all([
    withinDeadline(client, DEADLINE_MS, () =>
      Promise.all(
        queues.map(async (queue) => ((await isPolled(client.connection, queue)) ? [] : [unpolled(queue.taskQueue)])),
      ),
    ).catch(sentenceOfEngine),
    loadChains(),
  ]);
  return [
    ...engine.flat(),
    ...(chains.ok ? [] : ['The configuration of the chains is not in order: `cascade validate` says where.']),
  ];
}

function unpolled(taskQueue: string): string {
  return `No worker polls the task queue ${taskQueue}: start one, and check CASCADE_TASK_QUEUE on both sides.`;
}

function sentenceOfEngine(error: unknown): readonly (readonly string[])[] {
  if (error instanceof EngineError) return [[error.message]];
  throw error;
}
