import { engineSettings } from '../engine/engine-settings.ts';
import { makeLog } from '../telemetry/log.ts';
import { aborted, untilSignalled } from './process-ends.ts';
import { requireChains, requireEnvironment } from './settings.ts';
import { startApi } from './start-api.ts';

/** Runs an API process until it is signalled: then it answers what it has begun to answer. */
export async function runApi(variables: NodeJS.ProcessEnv): Promise<void> {
  const environment = requireEnvironment(variables);
  const log = makeLog(environment.logLevel);
  await requireChains(environment.chains);
  const signal = untilSignalled();
  const api = await startApi(environment, engineSettings(variables), log);
  log.info({ url: api.url }, 'API started');
  await aborted(signal);
  await api.stop();
  log.info('API ended');
}
