import { type NightlyInput, parseNightlyInput } from '../domain/train-request.ts';
import type { TrainView } from '../domain/train-view.ts';
import { runTrain } from './train.ts';

/** Builds the latest heads of the whole chain and publishes them as a prerelease. By hand: `{"chain":"btcdecoded"}`. */
export async function nightly(input: NightlyInput): Promise<TrainView> {
  return runTrain(parseNightlyInput(input));
}
