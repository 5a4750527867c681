import { z } from 'zod';

/** A package of the registry, in a scenario file. */
export const registryPackage = z.strictObject({
  name: z.string(),
  repository: z.string(),
  workflow: z.string(),
  version: z.string(),
  lagSeconds: z.number().nonnegative().exactOptional(),
  published: z.array(z.string()).exactOptional(),
});
