import { z } from 'zod';

import { fault } from '../scenario-schema/fault.ts';
import { Refusal } from '../server/answer.ts';
import type { Commands } from './command.ts';

/** Faults that are added by another process, as they stand in a scenario file. */
export const faultCommand: Commands = {
  'POST /_simulator/faults': (simulator, body) => {
    const result = fault.safeParse(body);
    if (!result.success) throw new Refusal(422, z.prettifyError(result.error));
    simulator.fault(result.data);
    return {};
  },
};
