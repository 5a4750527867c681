import type { Build, ChainFile } from '../../src/config/schema.ts';
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
  /** How GitHub is asked for actions runs; by `workflow_dispatch` unless given. */
  readonly dispatch?: 'workflow_dispatch' | 'repository_dispatch';
  /** The pauses between two looks at an actions run; Cascade's own unless given. */
  readonly polls?: Pick<ChainFile, 'poll' | 'poll_with_webhooks'>;
}

const FIELDS = { ref: '{ref}', sha: '{sha}' };
const DISPATCHES = {
  workflow_dispatch: { inputs: FIELDS },
  repository_dispatch: { dispatch: 'repository_dispatch', event_type: 'build', payload: FIELDS },
} as const satisfies Record<string, Build>;

/** The chain as a `cascade.yml`, which may be written as JSON. */
export function chainFile({ name, nodes, builds, knowsDurations, dispatch, polls }: BenchChain): string {
  const file: ChainFile = {
    chain: name,
    ...polls,
    limits: { builds },
    // As much as a real chain asks for: so an end is judged by the run, its jobs and its artifacts.
    defaults: {
      build: { workflows: ['build.yml'], required_jobs: ['build'], ...DISPATCHES[dispatch ?? 'workflow_dispatch'] },
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
