import type { RequestRecord } from '../../../simulator/records.ts';

/** What GitHub is asked for: to learn what is to be built, to build it, or to publish. */
export type Purpose = 'plan' | 'build' | 'publish';

/** How often GitHub was asked for one kind of thing. */
export interface RequestKind {
  /** GitHub's operation id, such as `actions/get-workflow-run`. */
  readonly operation: string;
  readonly purpose: Purpose;
  readonly count: number;
}

const PURPOSES: readonly Purpose[] = ['plan', 'build', 'publish'];

/** The requests by purpose and kind, the most frequent first. */
export function requestsByKind(requests: readonly RequestRecord[]): readonly RequestKind[] {
  const counts = new Map<string, number>();
  for (const { operation, method, pathTemplate } of requests) {
    const name = operation === '' ? `${method} ${pathTemplate}` : operation;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const kinds = [...counts].map(([operation, count]) => ({ operation, purpose: purposeOf(operation), count }));
  return kinds.sort((a, b) => PURPOSES.indexOf(a.purpose) - PURPOSES.indexOf(b.purpose) || b.count - a.count);
}

function purposeOf(operation: string): Purpose {
  const publishes = operation.includes('release') || operation.startsWith('git/create-');
  if (publishes || operation === 'actions/download-artifact') return 'publish';
  if (operation === 'actions/list-repo-workflows') return 'plan';
  return operation.startsWith('actions/') || operation === 'repos/create-dispatch-event' ? 'build' : 'plan';
}
