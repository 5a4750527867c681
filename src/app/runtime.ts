import { DefaultLogger, type LogEntry, Runtime } from '@temporalio/worker';
import type { Log } from '../telemetry/log.ts';

/**
 * Does something with workers in this process, once: Temporal's own messages become part of our log, and signals are
 * left to us, because a worker, an API and a server of our own in one process must end in order.
 */
export async function withRuntime<T>(log: Log, work: () => Promise<T>): Promise<T> {
  install(log);
  try {
    return await work();
  } finally {
    // The last worker to end does this; where none came to be, the process would never end without it.
    await Runtime.instance().shutdown();
  }
}

function install(log: Log): void {
  Runtime.install({
    logger: new DefaultLogger('DEBUG', (entry) => {
      write(log, entry);
    }),
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'ERROR' }, forward: {} } },
    shutdownSignals: [],
  });
}

function write(log: Log, { level, message, meta }: LogEntry): void {
  const fields = { ...meta };
  switch (level) {
    case 'ERROR':
      log.error(fields, message);
      break;
    case 'WARN':
      // Two of our three queues have no workflows, and that is as it should be.
      if (message.startsWith('No workflows registered')) log.debug(fields, message);
      else log.warn(fields, message);
      break;
    case 'INFO':
    case 'DEBUG':
    case 'TRACE':
      log.debug(fields, message);
      break;
  }
}
