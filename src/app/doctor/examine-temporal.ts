import { doubtful, fine, type Finding, type FindingGroup, wrong } from '../../domain/finding.ts';
import { connectClientEngine } from '../../engine/connection.ts';
import { EngineError } from '../../engine/engine-error.ts';
import { addressOf } from '../../engine/engine-settings.ts';
import { isPolled } from '../../engine/pollers.ts';
import { missingSearchAttributes } from '../../engine/search-attributes.ts';
import { withinDeadline } from '../../engine/trains/within-deadline.ts';
import { type ClientTarget, clientTarget, type ClientTargetOptions } from '../client-target.ts';
import { UserError } from '../user-error.ts';

// A server on the other side of the world answers within a second.
const PATIENCE_MS = 10_000;

/** Looks at Temporal: is it there, prepared, and does somebody work? */
export async function examineTemporal(
  options: ClientTargetOptions & { readonly taskQueue: string },
): Promise<FindingGroup> {
  return { subject: 'Temporal', findings: await findings(options) };
}

async function findings(options: ClientTargetOptions & { readonly taskQueue: string }): Promise<readonly Finding[]> {
  const place = await target(options);
  return 'verdict' in place ? [place] : examineServer(place, options.taskQueue);
}

async function target(options: ClientTargetOptions): Promise<ClientTarget | Finding> {
  try {
    return await clientTarget(options);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const start = '`cascade up` brings one of its own; or set TEMPORAL_ADDRESS to a server that runs.';
    return doubtful('server', 'none is configured, and no `cascade up` runs in this folder', start);
  }
}

async function examineServer({ target }: ClientTarget, taskQueue: string): Promise<readonly Finding[]> {
  const client = connectClientEngine(target);
  const { namespace } = target;
  try {
    return await withinDeadline(client, PATIENCE_MS, async () => {
      // Alone and first: where nobody answers, no other request may be left behind when the connection is closed.
      await client.workflowService.getSystemInfo({});
      const missing = await missingSearchAttributes(client.connection, namespace);
      const reached = fine('server', `answers at ${addressOf(target)}, namespace ${namespace}`);
      const queues = [
        { taskQueue, kind: 'workflow' },
        { taskQueue: `${taskQueue}-github`, kind: 'activity' },
        { taskQueue: `${taskQueue}-transfer`, kind: 'activity' },
      ] as const;
      const polled = await Promise.all(queues.map((queue) => isPolled(client.connection, { namespace, ...queue })));
      const idle = queues.filter((_, index) => polled[index] === false).map((queue) => queue.taskQueue);
      return [reached, checkAttributes(missing), checkWorkers(idle, taskQueue)];
    });
  } catch (error) {
    if (error instanceof EngineError)
      return [
        wrong('server', error.message, 'Start it, or mend the address; without one `cascade up` brings its own.'),
      ];
    throw error;
  } finally {
    await client.connection.close();
  }
}

function checkAttributes(missing: readonly string[]): Finding {
  if (missing.length === 0) return fine('search attributes', 'are there');
  const advice = 'A worker creates them when it starts, or says what to type where it may not.';
  return doubtful('search attributes', `${missing.join(', ')} are missing`, advice);
}

function checkWorkers(idle: readonly string[], taskQueue: string): Finding {
  if (idle.length === 0) return fine('workers', `work on ${taskQueue}`);
  return wrong(
    'workers',
    `none polls ${idle.join(', ')}`,
    'Start one (`cascade up`, or `npm run worker`), and check CASCADE_TASK_QUEUE on both sides.',
  );
}
