import type { ChainFile } from '../../src/config/schema.ts';
import type { TimedNode } from '../graph/timed-node.ts';

/** A chain that a bench builds. */
export interface BenchChain {
  /** Name of the chain, and owner of its repositories. */
  readonly name: string;
  readonly nodes: readonly TimedNode[];
  /** Builds at once. */
  readonly builds: number;
  /** Whether `cascade.yml` says how long each build takes; else all count as equally long. */
  readonly knowsDurations: boolean;
  /** Whether every build stays in progress until its repository is released; none does unless given. */
  readonly held?: boolean;
}

/** The chain as a `cascade.yml`, which may be written as JSON. */
export function chainFile({ name, nodes, builds, knowsDurations }: BenchChain): string {
  const file: ChainFile = {
    chain: name,
    limits: { builds },
    // As much as a real chain asks for: so an end is judged by the run, its jobs and its artifacts.
    defaults: {
      build: { workflows: ['build.yml'], inputs: { ref: '{ref}', sha: '{sha}' }, required_jobs: ['build'] },
      artifacts: ['{alias}.tar.gz'],
    },
    repositories: Object.fromEntries(
      nodes.map(({ alias, needs, seconds }) => [
        alias,
        {
          repository: `${name}/${alias}`,
          needs: [...needs],
          ...(knowsDurations ? { build: { expected_duration: `${Math.round(seconds * 1000)}ms` } } : {}),
        },
      ]),
    ),
  };
  return JSON.stringify(file);
}
