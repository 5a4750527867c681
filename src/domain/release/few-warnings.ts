import { MANIFEST } from './document-names.ts';

/** More than a person reads, and little enough to travel with the state of a train. */
const MOST = 20;

/** As many warnings as the state of a train tells; the manifest has all of them. */
export function fewWarnings(warnings: readonly string[]): readonly string[] {
  if (warnings.length <= MOST) return warnings;
  return [...warnings.slice(0, MOST), `${warnings.length - MOST} more: see ${MANIFEST} of the release`];
}
