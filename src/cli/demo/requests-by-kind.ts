import type { RequestRecord } from '../../../simulator/records.ts';

/** How often GitHub was asked for one kind of thing. */
export interface RequestKind {
  /** GitHub's operation id, such as `actions/get-workflow-run`. */
  readonly operation: string;
  readonly count: number;
  /** Answers that were no success: 304 counts as one. */
  readonly refused: number;
}

/** The requests by kind, the most frequent first. */
export function requestsByKind(requests: readonly RequestRecord[]): readonly RequestKind[] {
  const kinds = new Map<string, RequestKind>();
  for (const { operation, method, pathTemplate, status } of requests) {
    const name = operation === '' ? `${method} ${pathTemplate}` : operation;
    const { count = 0, refused = 0 } = kinds.get(name) ?? {};
    kinds.set(name, { operation: name, count: count + 1, refused: refused + (status >= 400 ? 1 : 0) });
  }
  return [...kinds.values()].sort((a, b) => b.count - a.count || (a.operation < b.operation ? -1 : 1));
}
