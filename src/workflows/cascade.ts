import { type CascadeInput, parseCascadeInput } from '../domain/train-request.ts';
import type { TrainView } from '../domain/train-view.ts';
import { runTrain } from './train.ts';

/** Carries a change downstream. By hand: `{"chain":"btcdecoded","changed":["blvm-consensus"]}`. */
export async function cascade(input: CascadeInput): Promise<TrainView> {
  return runTrain(parseCascadeInput(input));
}
