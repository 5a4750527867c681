import type { TrainState, UnderwayTrain } from '../train-state.ts';

/** Whether a train has its place. One that waits for its first is as one that asks for it again. */
export function placeOf(state: TrainState): UnderwayTrain['place'] {
  switch (state.stage) {
    case 'underway':
      return state.place;
    case 'pinning':
      return 'held';
    case 'waiting-for-admission':
      return 'asked-for';
    case 'merged':
    case 'superseded':
      return 'given-back';
  }
}
