import type { HeldRequest } from './holds.ts';
import type { Fault, RequestPoint } from './scenario-faults.ts';
import type { World } from './world.ts';

/** What a test may do to requests while the simulator runs. */
export interface Disturbances {
  /** Adds a fault, after those that there are. */
  fault(fault: Fault): void;
  /** Holds one request before it is carried out, counted from the simulator's start. Throws where it has come already. */
  hold(point: RequestPoint): HeldRequest;
}

/** The disturbances of a world. */
export function makeDisturbances(world: World): Disturbances {
  return {
    fault: (fault) => {
      world.faults.add(fault);
    },
    hold: (point) => world.holds.hold(point),
  };
}
