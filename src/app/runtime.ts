import { DefaultLogger, type LogEntry, Runtime } from '@temporalio/worker';
import type { Log } from '../telemetry/log.ts';

/**
 * Makes Temporal's own messages part of our log, and leaves signals to us: a worker, an API and a server of our own
 * in one process must end in order. To be called once a process, before anything else of Temporal's.
 */
export function installRuntime(log: Log): void {
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
