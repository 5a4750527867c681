import type { Cell } from '../../render/columns.ts';
import type { Check } from '../verdict.ts';

/** A row for each thing that must hold, and below it what was found where it doesn't. */
export function checkRows(checks: readonly Check[]): readonly (readonly Cell[])[] {
  return checks.flatMap(({ holds, claim, found }) => [
    [holds ? { text: '✔', style: 'green' } : { text: '✖', style: 'red' }, { text: claim }],
    ...found.map((what): readonly Cell[] => [{ text: '' }, { text: what, style: 'red' }]),
  ]);
}
