import { z } from 'zod';

import { times } from './times.ts';

const seconds = z.number().nonnegative();
const executed = z.boolean();

/** A fault of a scenario file, or of a command to the running simulator. */
export const fault = z.strictObject({
  operation: z.string(),
  repository: z.string().exactOptional(),
  skip: z.int().nonnegative().exactOptional(),
  times: times.exactOptional(),
  effect: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('reset'), executed }),
    z.strictObject({ kind: z.literal('silence'), executed }),
    z.strictObject({
      kind: z.literal('status'),
      status: z.int().min(200).max(599),
      executed,
      message: z.string().exactOptional(),
    }),
    z.strictObject({ kind: z.literal('cut'), afterBytes: z.int().nonnegative(), starter: z.boolean() }),
    z.strictObject({ kind: z.literal('damage') }),
    z.strictObject({ kind: z.literal('late'), seconds }),
    z.strictObject({
      kind: z.literal('rate-limit'),
      as: z.enum(['primary', 'secondary', 'retry-after', 'bare-429']),
      seconds,
    }),
  ]),
});

/** How late things show, in a scenario file. */
export const lag = z.strictObject({
  list: seconds.exactOptional(),
  filteredList: seconds.exactOptional(),
  run: seconds.exactOptional(),
});
