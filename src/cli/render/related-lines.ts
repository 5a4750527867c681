import type { RelatedRun } from '../../domain/actions-run.ts';
import { assertNever } from '../../domain/exhaustive.ts';

/** The actions runs that belong to a build without being it, a line each. */
export function relatedLines(related: readonly RelatedRun[]): readonly string[] {
  return related.map(relatedLine);
}

function relatedLine({ run, workflow, because }: RelatedRun): string {
  switch (because) {
    case 'surplus':
      return `surplus run ${run.id} was cancelled (${run.url})`;
    case 'other-workflow':
      return `also started: ${workflow} (${run.url})`;
    default:
      return assertNever(because);
  }
}
