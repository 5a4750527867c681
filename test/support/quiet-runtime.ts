import { Runtime } from '@temporalio/worker';

const nothing = () => undefined;
const SILENT = { log: nothing, trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Keeps Temporal's own messages out of the tests' output. Once a process, before any worker. */
export function quietRuntime(): void {
  Runtime.install({
    logger: SILENT,
    telemetryOptions: { logging: { filter: { core: 'ERROR', other: 'ERROR' } } },
  });
}
