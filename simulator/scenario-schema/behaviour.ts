import { z } from 'zod';

import { times } from './times.ts';

const workflowChoice = {
  repository: z.string(),
  workflow: z.string().exactOptional(),
  times: times.exactOptional(),
};

const jobChoice = { ...workflowChoice, job: z.string().exactOptional() };

/** A behaviour of a scenario file. */
export const behaviour = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('conclude'), conclusion: z.string(), ...jobChoice }),
  z.strictObject({ kind: z.literal('hold'), ...jobChoice }),
  z.strictObject({ kind: z.literal('end'), conclusion: z.string(), ...workflowChoice }),
  z.strictObject({ kind: z.literal('approval'), environment: z.string(), ...jobChoice }),
  z.strictObject({ kind: z.literal('duplicate'), copies: z.int().positive(), ...workflowChoice }),
  z.strictObject({ kind: z.literal('swallow'), ...workflowChoice }),
]);
