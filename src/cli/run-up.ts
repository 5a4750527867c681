import { aborted, untilSignalled } from '../app/process-ends.ts';
import { withRuntime } from '../app/runtime.ts';
import { requireChains, requireEnvironment } from '../app/settings.ts';
import { startUp, type Up } from '../app/up.ts';
import { addressOf } from '../engine/engine-settings.ts';
import { EngineError, sentenceOf } from '../engine/engine-error.ts';
import type { FetchProgress } from '../engine/fetch-progress.ts';
import type { Environment } from '../config/environment.ts';
import type { Chain } from '../domain/chain.ts';
import { type Log, makeLog } from '../telemetry/log.ts';
import { Interrupted, interruptible } from './interrupted.ts';
import { printLines } from './output.ts';
import { fetchBar } from './render/fetch-bar.ts';

/** Runs Temporal, worker and API until a signal, or until one of them ends by itself, which is an error. */
export async function runUp({ inMemory }: { readonly inMemory: boolean }): Promise<void> {
  const environment = requireEnvironment(process.env);
  const chains = await requireChains(environment.chains);
  const log = makeLog(environment.logLevel);
  const signal = untilSignalled();
  await withRuntime(log, async () => {
    const up = await startShown(environment, inMemory, log, signal);
    printLines(describeUp(up, environment, chains));
    try {
      await Promise.race([aborted(signal), up.ended.then(endedByItself, endedByItself)]);
    } finally {
      await up.stop();
    }
  });
  throw new Interrupted();
}

async function startShown(environment: Environment, inMemory: boolean, log: Log, signal: AbortSignal): Promise<Up> {
  const bar = fetchBar(process.stderr);
  const { env } = process;
  const progress = (step: FetchProgress) => {
    bar.step(step);
  };
  try {
    return await interruptible(signal, () => startUp({ environment, env, inMemory, log, progress, signal }));
  } finally {
    bar.end();
  }
}

function describeUp({ engine, apiUrl }: Up, environment: Environment, chains: readonly Chain[]): readonly string[] {
  const { webhookSecrets } = environment;
  return [
    `Cascade is up: ${chains.map(({ name }) => name).join(', ')}`,
    `  API       ${apiUrl}`,
    `  webhooks  ${apiUrl}/webhooks/github`,
    `  Temporal  ${addressOf(engine.target)}${engine.embedded ? '' : ' (configured)'}`,
    ...(engine.uiUrl === null ? [] : [`  its page  ${engine.uiUrl}`]),
    ...(webhookSecrets.length > 0
      ? []
      : ['No webhook is accepted until CASCADE_WEBHOOK_SECRET is set; releases and pushes can be started by command.']),
    'Ctrl-C ends it.',
  ];
}

/** The log has what the part itself said. */
function endedByItself(error: unknown): never {
  const reason = error === undefined ? 'the worker ended' : sentenceOf(error);
  throw new EngineError(
    `A part of Cascade ended by itself: ${reason}. What is under way goes on when it is up again.`,
    {
      cause: error,
    },
  );
}
