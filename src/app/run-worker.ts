import { engineSettings } from '../engine/engine-settings.ts';
import { makeLog } from '../telemetry/log.ts';
import { makeDependencies } from './make-dependencies.ts';
import { QUEUES, type QueueKind } from './make-worker.ts';
import { aborted, untilSignalled } from './process-ends.ts';
import { withRuntime } from './runtime.ts';
import { requireChains, requireEnvironment } from './settings.ts';
import { startWorker } from './start-worker.ts';
import { UserError } from './user-error.ts';

/** Runs a worker process until it is signalled: then it finishes what is short and hands the rest back. */
export async function runWorker(variables: NodeJS.ProcessEnv, queues: readonly string[]): Promise<void> {
  const environment = requireEnvironment(variables);
  await requireChains(environment.chains);
  const { taskQueue, githubPerSecond } = environment;
  const place = { target: engineSettings(variables), taskQueue, queues: queueKinds(queues), githubPerSecond };
  const dependencies = await makeDependencies(environment);
  const log = makeLog(environment.logLevel);
  const signal = untilSignalled();
  await withRuntime(log, async () => {
    const worker = await startWorker(dependencies, place, signal);
    log.info({ taskQueue, queues }, 'worker started');
    await Promise.race([aborted(signal), worker.ended]);
    await worker.stop();
    log.info('worker ended');
  });
}

function queueKinds(names: readonly string[]): readonly QueueKind[] {
  return names.map((name) => {
    const kind = QUEUES.find((known) => known === name);
    if (kind === undefined) throw new UserError(`--queues: "${name}" is none of ${QUEUES.join(', ')}`);
    return kind;
  });
}
