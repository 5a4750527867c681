import type { Cell } from '../../render/columns.ts';
import type { Outcome } from '../outcome.ts';
import { requestsByKind } from '../requests-by-kind.ts';

/** How many requests were made in all, and for each build. */
export function requestsTitle({ requests, runs }: Outcome): string {
  const each = runs.length === 0 ? '' : `, ${(requests.length / runs.length).toFixed(1)} a build`;
  return `GitHub requests: ${requests.length}${each}`;
}

/** A row for each kind of request. */
export function requestRows({ requests }: Outcome): readonly (readonly Cell[])[] {
  return requestsByKind(requests).map(({ operation, count, refused }) => [
    { text: String(count), right: true },
    { text: operation },
    { text: refused === 0 ? '' : `${refused} refused`, style: 'dim' },
  ]);
}
