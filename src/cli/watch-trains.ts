import { setTimeout as delay } from 'node:timers/promises';
import { createLogUpdate } from 'log-update';
import type { TrainSummary } from '../engine/trains/list-trains.ts';
import { interruptible } from './interrupted.ts';
import { canvasFor } from './render/columns.ts';
import { renderTrains, stateOf } from './render/train-list.ts';

const LOOK_EVERY_MS = 1_000;

type Show = (trains: readonly TrainSummary[]) => void;

/** Shows the trains until the signal: in place on a terminal, elsewhere a line for each that is new or in another state. */
export async function watchTrains(
  list: () => Promise<readonly TrainSummary[]>,
  stream: NodeJS.WriteStream,
  signal: AbortSignal,
): Promise<void> {
  const show = stream.isTTY ? inPlace(stream) : asLines(stream);
  await interruptible(signal, async () => {
    for (;;) {
      show(await list());
      await delay(LOOK_EVERY_MS, undefined, { signal });
    }
  });
}

function inPlace(stream: NodeJS.WriteStream): Show {
  const update = createLogUpdate(stream);
  return (trains) => {
    // Trains come newest first: what has no room is what is oldest.
    update(
      renderTrains(trains, Date.now(), canvasFor(stream))
        .slice(0, stream.rows - 1)
        .join('\n'),
    );
  };
}

function asLines(stream: NodeJS.WriteStream): Show {
  const known = new Map<string, string>();
  return (trains) => {
    // The oldest first, as in a log.
    for (const summary of trains.toReversed()) {
      const state = stateOf(summary);
      if (known.get(summary.train) === state) continue;
      known.set(summary.train, state);
      stream.write(`${summary.train}  ${state}\n`);
    }
  };
}
