import { z } from 'zod';

/** An actions run, by name and address. */
export const ActionsRunRef = z.object({
  owner: z.string(),
  name: z.string(),
  id: z.int(),
  attempt: z.int(),
  url: z.string(),
});
