import type { Node } from '../../src/domain/graph.ts';

/** So many nodes, each of which needs the one before it. */
export function line(count: number): readonly Node[] {
  return Array.from({ length: count }, (_, index) => ({
    alias: aliasAt(index),
    needs: index === 0 ? [] : [aliasAt(index - 1)],
  }));
}

function aliasAt(index: number): string {
  return `part-${index + 1}`;
}
