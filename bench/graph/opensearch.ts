import { fileURLToPath } from 'node:url';
import { requireChains } from '../../src/app/settings.ts';
import { topologicalOrder, type Node } from '../../src/domain/graph.ts';

const FILE = fileURLToPath(new URL('../../examples/opensearch/cascade.yml', import.meta.url));

/** The 29 components of the OpenSearch 3.9.0 bundle and what each needs, as in `examples/opensearch`; each after its needs. */
export async function openSearch(): Promise<readonly Node[]> {
  const [chain] = await requireChains([FILE]);
  return topologicalOrder(chain?.repositories ?? []).map(({ alias, needs }) => ({ alias, needs }));
}
