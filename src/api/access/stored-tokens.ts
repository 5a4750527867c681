import { z } from 'zod';
import { SCOPES } from '../../domain/access/scope.ts';
import { type StoredToken, TOKEN_NAME } from '../../domain/access/token-store.ts';

const Moment = z.iso.datetime().transform((text) => Date.parse(text));

const Stored = z.strictObject({
  tokens: z
    .array(
      z.strictObject({
        name: z.string().regex(TOKEN_NAME, 'must be a name without blanks'),
        scopes: z.array(z.enum(SCOPES)).min(1),
        sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
        createdAt: Moment,
        expiresAt: Moment.nullable(),
      }),
    )
    .refine((tokens) => new Set(tokens.map(({ name }) => name)).size === tokens.length, 'has a name twice'),
});

/** The tokens in the text of a file. Throws an Error whose message lists what is wrong with it, without showing any of it. */
export function parseTokens(text: string): readonly StoredToken[] {
  const parsed = Stored.safeParse(jsonIn(text));
  if (parsed.success) return parsed.data.tokens;
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`);
  throw new Error(problems.join('; '));
}

/** The text of a file with these tokens. */
export function tokensText(tokens: readonly StoredToken[]): string {
  const stored = tokens.map((token) => ({
    ...token,
    createdAt: momentOf(token.createdAt),
    expiresAt: token.expiresAt === null ? null : momentOf(token.expiresAt),
  }));
  return `${JSON.stringify({ tokens: stored }, null, 2)}\n`;
}

function momentOf(at: number): string {
  return new Date(at).toISOString();
}

/** Node's own words would show a piece of the file. */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error('it is no JSON', { cause: error });
  }
}
