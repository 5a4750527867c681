import { addressOf } from '../../engine/engine-settings.ts';
import type { Log } from '../../telemetry/log.ts';
import { formatDuration } from '../render/duration.ts';
import { fetchBar } from '../render/fetch-bar.ts';
import type { Script } from './script.ts';
import { setStage, type Stage } from './stage.ts';

export interface OpeningOptions {
  readonly script: Script;
  readonly buildSeconds: number;
  readonly folder: string;
  readonly log: Log;
  readonly stream: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

/** Sets the stage while it shows what is fetched, then says where everything is and how long that took. */
export async function openStage({ stream, ...options }: OpeningOptions): Promise<Stage> {
  const bar = fetchBar(stream);
  const begun = Date.now();
  const fetching: number[] = [];
  try {
    const stage = await setStage({
      ...options,
      progress: (step) => {
        if (step.phase !== 'passed over') fetching.push(Date.now());
        bar.step(step);
      },
    });
    bar.end();
    stream.write(`${[...whereaboutsOf(stage), howLong(Date.now() - begun, fetching)].join('\n')}\n`);
    return stage;
  } catch (error) {
    bar.end();
    throw error;
  }
}

function whereaboutsOf({ simulator, up: { engine, apiUrl } }: Stage): readonly string[] {
  const temporal = engine.uiUrl ?? addressOf(engine.target);
  return [
    `  GitHub    ${simulator.url}  simulated`,
    `  Temporal  ${temporal}  ${engine.embedded ? 'started for this demo' : 'as TEMPORAL_... names it'}`,
    `  API       ${apiUrl}`,
  ];
}

function howLong(total: number, fetching: readonly number[]): string {
  const fetched = (fetching.at(-1) ?? 0) - (fetching[0] ?? 0);
  const fetch = fetched === 0 ? '' : `, ${formatDuration(fetched)} of them for fetching the server, which is kept for the next time`;
  return `  Ready     in ${formatDuration(total)}${fetch}`;
}
