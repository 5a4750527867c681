import type { Chain } from '../chain.ts';
import type { TrainRequest } from '../trigger.ts';
import type { PlaceGivenBack } from './admission.ts';

/** What is to follow a train that succeeded: nothing of a line of its own is published, nor of one repository alone. */
export function followOf({ triggers, release }: Chain, request: TrainRequest): PlaceGivenBack['follow'] {
  const isWhole = request.kind === 'cascade' && request.line === null && !request.only;
  return isWhole && release !== null ? triggers.afterCascade : 'none';
}
