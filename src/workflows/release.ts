import { parseReleaseInput, type ReleaseInput } from '../domain/train-request.ts';
import type { TrainView } from '../domain/train-view.ts';
import { runTrain } from './train.ts';

/** Builds a version of the whole chain and publishes it. By hand: `{"chain":"btcdecoded","version":"v1.4.0"}`. */
export async function release(input: ReleaseInput): Promise<TrainView> {
  return runTrain(parseReleaseInput(input));
}
