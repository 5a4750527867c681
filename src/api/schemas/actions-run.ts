import { z } from 'zod';

/** An actions run, by name and address. */
export const ActionsRunRef = z.object({
  owner: z.string(),
  name: z.string(),
  id: z.int(),
  attempt: z.int(),
  url: z.string(),
});

/** An actions run that belongs to a build without being it. */
export const RelatedRun = z.object({
  run: ActionsRunRef,
  workflow: z.string(),
  because: z
    .enum(['surplus', 'other-workflow'])
    .meta({ description: 'GitHub made one too many, which was cancelled; or the same dispatch started it.' }),
});
