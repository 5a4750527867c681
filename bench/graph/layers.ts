import type { Node } from '../../src/domain/graph.ts';

/** Layers of so many nodes; each node needs two of the layer before, its own place and the next, so that every node but the last layer's is needed. */
export function layers(count: number, width: number): readonly Node[] {
  return Array.from({ length: count }, (_, layer) =>
    Array.from({ length: width }, (_, place) => ({
      alias: aliasAt(layer, place),
      needs: layer === 0 ? [] : [aliasAt(layer - 1, place), aliasAt(layer - 1, (place + 1) % width)],
    })),
  ).flat();
}

function aliasAt(layer: number, place: number): string {
  return `layer-${layer + 1}-${place + 1}`;
}
