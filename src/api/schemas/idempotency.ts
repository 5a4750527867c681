import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '../../domain/access/caller.ts';

/** Headers by which a caller can ask for the same change again, and have it made once. */
export const IdempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .exactOptional()
    .meta({ description: 'The same key from the same caller is the same command: it is answered again, and done once.' }),
});

/** The id of a change: the same for the same key of the same caller, and without a key its own. */
export function updateIdOf({ name }: Caller, { 'idempotency-key': key }: z.infer<typeof IdempotencyHeaders>): string {
  return key === undefined ? randomUUID() : `${name}/${key}`;
}
