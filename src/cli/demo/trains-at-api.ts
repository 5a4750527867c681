import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const Trains = z.object({ trains: z.array(z.object({ train: z.string(), execution: z.string() })) });

const LOOK_EVERY_MS = 200;

/** Waits until the API is ready: it reaches Temporal, and workers are there. */
export async function untilReady(apiUrl: string, signal: AbortSignal): Promise<void> {
  for (;;) {
    const response = await fetch(`${apiUrl}/readyz`, { signal });
    await response.body?.cancel();
    if (response.ok) return;
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
}

/**
 * The ids of all trains, as the API lists them, once it lists this one as ended: its list is a moment behind the truth,
 * and whatever was started before the end is in it by then.
 */
export async function trainsAfter(ended: string, apiUrl: string, signal: AbortSignal): Promise<readonly string[]> {
  for (;;) {
    const response = await fetch(`${apiUrl}/trains`, { signal });
    if (!response.ok) throw new Error(`GET ${response.url} was answered with ${response.status}`);
    const { trains } = Trains.parse(await response.json());
    if (trains.some(({ train, execution }) => train === ended && execution !== 'running')) {
      return trains.map(({ train }) => train);
    }
    await delay(LOOK_EVERY_MS, undefined, { signal });
  }
}
