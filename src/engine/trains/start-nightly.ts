import type { Client } from '@temporalio/client';
import { nightlyTrainId } from '../../domain/ids.ts';
import type { NightlyInput } from '../../domain/train-request.ts';
import { type StartOptions, type StartResult, startTrain } from './start-train.ts';

/** The day of a moment in universal time, as `2026-11-21`. Takes milliseconds since the epoch. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/**
 * Starts the nightly of the day, which may be a further one: where the one before has ended and can't be repeated. Not
 * where one is still under way.
 */
export async function startNightly(
  client: Client,
  input: NightlyInput,
  at: number,
  options: StartOptions,
): Promise<StartResult> {
  for (let number = 1; ; number += 1) {
    const trainId = nightlyTrainId(input.chain, dayOf(at), number);
    const result = await startTrain(client, { kind: 'nightly', trainId, input }, options);
    if (result.started || result.because === 'running') return result;
  }
}
