import { findCycle, type Node } from '../../domain/graph.ts';
import { didYouMean } from '../nearest.ts';
import type { Finding } from '../problem.ts';
import type { ChainFile } from '../schema.ts';
import type { Rule } from './rule.ts';

/** More than any real chain has; a train's state must stay small enough for the engine. */
const MOST_REPOSITORIES = 2000;

/** As many cycles as anybody wants to read about at once. */
const MOST_CYCLES = 20;

/** A chain has repositories, and not more than the engine can carry in one train. */
export const chainSize: Rule = {
  name: 'chain-size',
  check: ({ repositories }) => {
    const count = Object.keys(repositories).length;
    if (count > 0 && count <= MOST_REPOSITORIES) return [];
    const message = `a chain has 1 to ${MOST_REPOSITORIES} repositories; this one has ${count}`;
    return [{ path: ['repositories'], message, key: true }];
  },
};

/** Every need is the alias of another repository, named once. */
export const knownNeeds: Rule = {
  name: 'known-needs',
  check: ({ repositories }) =>
    Object.entries(repositories).flatMap(([alias, { needs = [] }]) =>
      needs.flatMap((need, index) => {
        const finding = (message: string) => [{ path: ['repositories', alias, 'needs', index], message }];
        if (need === alias) return finding(`${alias} cannot need itself`);
        if (!Object.hasOwn(repositories, need)) {
          return finding(
            `${alias} needs "${need}", which is no alias here${didYouMean(need, Object.keys(repositories))}`,
          );
        }
        return needs.indexOf(need) < index ? finding(`${alias} needs ${need} twice`) : [];
      }),
    ),
};

/** Nothing can be built before itself; each cycle is spelled out. */
export const noCycle: Rule = { name: 'no-cycle', check: cycles };

function cycles(file: ChainFile): readonly Finding[] {
  if (chainSize.check(file).length > 0) return [];
  const { repositories } = file;
  const findings: Finding[] = [];
  let nodes: readonly Node[] = Object.entries(repositories).map(([alias, { needs = [] }]) => ({
    alias,
    needs: needs.filter((need) => need !== alias),
  }));
  for (let cycle = findCycle(nodes); cycle !== null && findings.length < MOST_CYCLES; cycle = findCycle(nodes)) {
    const [alias = '', need = ''] = cycle;
    const steps = cycle.slice(1).map((next, index) => `${cycle[index] ?? ''} needs ${next}`);
    const index = repositories[alias]?.needs?.indexOf(need) ?? 0;
    findings.push({ path: ['repositories', alias, 'needs', index], message: `a cycle: ${steps.join(', ')}` });
    // Without that edge the next look finds the next cycle.
    nodes = nodes.map((node) =>
      node.alias === alias ? { alias, needs: node.needs.filter((other) => other !== need) } : node,
    );
  }
  return findings;
}
