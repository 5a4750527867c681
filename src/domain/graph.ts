/** A node and what must come before it. Needs that name no node of the graph are passed over. */
export interface Node {
  readonly alias: string;
  readonly needs: readonly string[];
}

/** Aliases mapped to the aliases of those that need them directly, both in the order of the nodes. */
export function dependents(nodes: readonly Node[]): ReadonlyMap<string, readonly string[]> {
  const result = new Map<string, string[]>(nodes.map(({ alias }) => [alias, []]));
  for (const { alias, needs } of nodes) for (const need of needs) result.get(need)?.push(alias);
  return result;
}

/** A cycle spelled out, first member repeated at the end (`['a', 'b', 'a']`: a needs b, b needs a), or `null`. */
export function findCycle(nodes: readonly Node[]): readonly string[] | null {
  const needsOf = new Map(nodes.map(({ alias, needs }) => [alias, needs]));
  const finished = new Set<string>();
  const path: string[] = [];

  function visit(alias: string): readonly string[] | null {
    const at = path.indexOf(alias);
    if (at >= 0) return [...path.slice(at), alias];
    if (finished.has(alias)) return null;
    path.push(alias);
    for (const need of needsOf.get(alias) ?? []) {
      const cycle = visit(need);
      if (cycle !== null) return cycle;
    }
    path.pop();
    finished.add(alias);
    return null;
  }

  for (const { alias } of nodes) {
    const cycle = visit(alias);
    if (cycle !== null) return cycle;
  }
  return null;
}

/**
 * The nodes in groups: each group needs only groups before it. For showing; nothing waits for a group.
 * @throws where the graph has a cycle
 */
export function parallelGroups<N extends Node>(nodes: readonly N[]): readonly (readonly N[])[] {
  const known = new Set(nodes.map(({ alias }) => alias));
  const placed = new Set<string>();
  const groups: N[][] = [];
  let left = [...nodes];
  while (left.length > 0) {
    const ready = left.filter(({ needs }) => needs.every((need) => placed.has(need) || !known.has(need)));
    if (ready.length === 0) throw new Error(`The graph has a cycle: ${(findCycle(nodes) ?? []).join(' needs ')}`);
    for (const { alias } of ready) placed.add(alias);
    groups.push(ready);
    left = left.filter(({ alias }) => !placed.has(alias));
  }
  return groups;
}

/**
 * Every node after all that it needs; among equals the order of the file.
 * @throws where the graph has a cycle
 */
export function topologicalOrder<N extends Node>(nodes: readonly N[]): readonly N[] {
  return parallelGroups(nodes).flat();
}

/** The given aliases and all that needs them, directly or not. */
export function downstreamClosure(nodes: readonly Node[], aliases: readonly string[]): ReadonlySet<string> {
  return closure(aliases, dependents(nodes));
}

/** The given aliases and all that they need, directly or not. */
export function upstreamClosure(nodes: readonly Node[], aliases: readonly string[]): ReadonlySet<string> {
  return closure(aliases, new Map(nodes.map(({ alias, needs }) => [alias, needs])));
}

function closure(aliases: readonly string[], next: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = aliases.filter((alias) => next.has(alias));
  for (let alias = open.pop(); alias !== undefined; alias = open.pop()) {
    if (reached.has(alias)) continue;
    reached.add(alias);
    open.push(...(next.get(alias) ?? []).filter((other) => next.has(other)));
  }
  return reached;
}

/**
 * For every node, the longest way from its start to the end of the graph, itself included, in the unit of `duration`.
 * The largest of them is the critical path: no order of building is shorter.
 */
export function longestRemainingPaths<N extends Node>(
  nodes: readonly N[],
  duration: (node: N) => number,
): ReadonlyMap<string, number> {
  const after = dependents(nodes);
  const remaining = new Map<string, number>();
  for (const node of [...topologicalOrder(nodes)].reverse()) {
    const longest = Math.max(0, ...(after.get(node.alias) ?? []).map((alias) => remaining.get(alias) ?? 0));
    remaining.set(node.alias, duration(node) + longest);
  }
  return remaining;
}
