import type { Cell } from '../../render/columns.ts';
import type { Outcome } from '../outcome.ts';
import { requestsByKind } from '../requests-by-kind.ts';

/** How many requests were made in all, and how many of them a build needs: to dispatch it, to wait for it and to judge it. */
export function requestsTitle({ requests, runs }: Outcome): string {
  const building = requestsByKind(requests)
    .filter(({ purpose }) => purpose === 'build')
    .reduce((sum, { count }) => sum + count, 0);
  const each =
    runs.length === 0
      ? ''
      : `, ${(building / runs.length).toFixed(1)} to carry out each of ${runs.length} actions runs`;
  return `GitHub requests: ${requests.length}${each}`;
}

/** A row for each kind of request, with what it is for. */
export function requestRows({ requests }: Outcome): readonly (readonly Cell[])[] {
  return requestsByKind(requests).map(({ operation, purpose, count }) => [
    { text: String(count), right: true },
    { text: operation },
    { text: purpose, style: 'dim' },
  ]);
}
