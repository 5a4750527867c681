import { addressOf } from '../../engine/engine-settings.ts';
import { formatDuration } from '../render/duration.ts';
import { fetchBar } from '../render/fetch-bar.ts';
import { setStage, type Stage, type StageOptions } from './stage.ts';

/** What is needed to begin, all of `StageOptions` but the telling of progress: that is shown on the stream. */
export interface OpeningOptions extends Omit<StageOptions, 'progress'> {
  readonly stream: NodeJS.WriteStream;
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
  const fetch =
    fetched === 0
      ? ''
      : `, ${formatDuration(fetched)} of them for fetching the server, which is kept for the next time`;
  return `  Ready     in ${formatDuration(total)}${fetch}`;
}
