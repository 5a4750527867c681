import { z } from 'zod';

const Verdict = z.enum(['approve', 'reject']);

/** What the caller says to a gate, in their own name. */
export const NamedVote = z.strictObject({
  verdict: Verdict,
  gate: z.string().min(1).max(100),
  plan: z
    .string()
    .min(1)
    .max(100)
    .meta({ description: 'Digest of the plan that is approved, as GET /trains/{id} shows it in `view.plan`.' }),
  emergency: z.boolean().default(false).meta({ description: 'Whether it is to open the other way, for emergencies.' }),
  why: z.string().max(1000).default('').meta({ description: 'A reason; an emergency needs one.' }),
});

export type NamedVote = z.infer<typeof NamedVote>;

/** What somebody signed, whoever hands it in. */
export const SignedVote = z.strictObject({
  verdict: Verdict,
  statement: z
    .string()
    .min(1)
    .max(65_536)
    .meta({ description: 'What `cascade approve --statement` writes, signed in clear with an approver’s OpenPGP key.' }),
});
