import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import { describeTrain } from '../domain/train-details.ts';
import type { TrainStateName, TrainView } from '../domain/train-view.ts';
import { searchAttributes } from './search-attributes.ts';

/** Shows a train in Temporal's own UI: its state as a search attribute, its builds in the current details. */
export class TrainSign {
  #shown: TrainStateName | null = null;

  show(view: TrainView): void {
    setCurrentDetails(describeTrain(view));
    if (view.state === this.#shown) return;
    const { chain, kind, version, state } = view;
    // Whoever started the train may not have set them: a person types only the input.
    upsertSearchAttributes(searchAttributes(this.#shown === null ? { chain, kind, version, state } : { state }));
    this.#shown = state;
  }
}
