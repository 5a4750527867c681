import { z } from 'zod';

const names = z.array(z.string());

/** The GitHub App of a scenario file. */
export const app = z.strictObject({
  id: z.int().positive(),
  slug: z.string(),
  publicKey: z.string(),
  installations: z.array(
    z.strictObject({
      id: z.int().positive(),
      account: z.string(),
      permissions: z.record(z.string(), z.enum(['read', 'write'])),
      repositories: names.exactOptional(),
    }),
  ),
  tokenSeconds: z.number().positive().exactOptional(),
  clockSkewSeconds: z.number().exactOptional(),
});

/** A self-hosted runner of a scenario file. */
export const runner = z.strictObject({ name: z.string(), labels: names, online: z.boolean() });

/** An address that webhooks are posted to, in a scenario file. */
export const webhook = z.strictObject({
  url: z.url(),
  secret: z.string(),
  events: names.exactOptional(),
  disturbed: z
    .strictObject({
      loseEvery: z.int().positive().exactOptional(),
      double: z.boolean().exactOptional(),
      lateSeconds: z.number().nonnegative().exactOptional(),
      reverseBy: z.int().positive().exactOptional(),
    })
    .exactOptional(),
});
