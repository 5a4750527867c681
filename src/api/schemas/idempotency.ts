import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '../../domain/access/caller.ts';
import type { Vote } from '../../domain/approvals/gate.ts';
import type { TrainCommand } from '../../domain/control/command.ts';

/** Headers by which a caller can ask for the same change again, and have it made once. */
export const IdempotencyHeaders = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(200)
    .exactOptional()
    .meta({
      description: 'The same key with the same command, from the same caller: it is answered again, and done once.',
    }),
});

/** The id of a change: the same for the same command with the same key from the same caller, and without a key its own. */
export function updateIdOf(
  { name }: Caller,
  command: TrainCommand['type'] | Vote['verdict'],
  { 'idempotency-key': key }: z.infer<typeof IdempotencyHeaders>,
): string {
  return key === undefined ? randomUUID() : `${name}/${command}/${key}`;
}
