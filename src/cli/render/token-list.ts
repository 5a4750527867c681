import { isExpired, type StoredToken } from '../../domain/access/token-store.ts';
import { alignRows, type Canvas, type Cell } from './columns.ts';

const HEADINGS: readonly Cell[] = ['NAME', 'MAY', 'CREATED', 'EXPIRES'].map((text) => ({ text, style: 'dim' }));

/** Tokens, a row each: name, scopes, and the days (in universal time) on which they were created and expire. */
export function renderTokens(tokens: readonly StoredToken[], now: number, canvas: Canvas): readonly string[] {
  if (tokens.length === 0) return ['No tokens yet: `cascade token create NAME --scope operate` makes one.'];
  return alignRows([HEADINGS, ...tokens.map((token) => cellsOf(token, now))], canvas);
}

function cellsOf(token: StoredToken, now: number): readonly Cell[] {
  return [
    { text: token.name },
    { text: token.scopes.join(', ') },
    { text: dayOf(token.createdAt) },
    isExpired(token, now)
      ? { text: 'has expired', style: 'red' }
      : { text: token.expiresAt === null ? 'never' : dayOf(token.expiresAt) },
  ];
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
