import type { RequestRecord } from '../records.ts';
import type { World } from '../world.ts';
import type { Answer } from './answer.ts';
import type { Ways } from './fault-answer.ts';
import { faultAnswer } from './fault-answer.ts';

/** How a disturbed request is taken and answered. */
export interface Disturbance {
  /** How many bytes of it are taken at most; undefined for all. */
  readonly cutAfter: number | undefined;
  /** Whether other bytes are taken than were sent. */
  readonly damages: boolean;
  readonly answer: (ways: Ways) => Promise<Answer>;
}

/** What is to come between a request and its answer: it is held, or meets a fault, or first one and then the other. Undefined for most. */
export function meetDisturbance(world: World, record: RequestRecord): Disturbance | undefined {
  const hold = world.holds.meet(record);
  const fault = world.faults.meet(record);
  if (hold === undefined && fault === undefined) return undefined;
  const effect = fault?.effect;
  return {
    cutAfter: effect?.kind === 'cut' ? effect.afterBytes : undefined,
    damages: effect?.kind === 'damage',
    answer: (ways) => {
      const goOn = () => (fault === undefined ? ways.carryOut() : faultAnswer(world, fault, ways));
      return hold === undefined ? goOn() : hold.pass(goOn);
    },
  };
}
