import type { BuildRecipe } from '../../src/domain/build-recipe.ts';
import type { Chain, ExpectedArtifact, Repository, Triggers } from '../../src/domain/chain.ts';
import type { PublishStep, ReleaseTarget } from '../../src/domain/release/release-target.ts';

/** An alias and the aliases that it needs. */
export type Edge = readonly [alias: string, needs: readonly string[]];

/** A recipe in domain form; a test names only what it is about. */
export function recipe(differences: Partial<BuildRecipe> = {}): BuildRecipe {
  return {
    mode: 'build',
    runsIn: null,
    workflows: ['build.yml'],
    dispatch: { type: 'workflow_dispatch', inputs: { version: '{version}', sha: '{sha}' } },
    marker: 'shown',
    proof: null,
    requiredJobs: [],
    timeouts: { queue: 30 * 60_000, build: 2 * 60 * 60_000, approval: 7 * 24 * 60 * 60_000 },
    expectedDuration: 10 * 60_000,
    retry: {
      attempts: 2,
      backoff: 30_000,
      maximumBackoff: 10 * 60_000,
      on: ['cancelled', 'timed_out', 'startup_failure', 'stale', 'run_deleted'],
      how: 'new-attempt',
      budget: null,
    },
    ...differences,
  };
}

/** An artifact that a build must leave; a pattern or a template, where the name is one. */
export function expectedArtifact(name: string, differences: Partial<ExpectedArtifact> = {}): ExpectedArtifact {
  return { source: 'actions-artifact', name, only: {}, rebuilt: null, asIs: false, tag: null, ...differences };
}

/** A release in acme/app that a chain describes in as few words as it can. */
export function releaseTarget(differences: Partial<ReleaseTarget> = {}): ReleaseTarget {
  return {
    owner: 'acme',
    name: 'app',
    title: 'Acme {version}',
    checks: { digests: 'fail', checksums: 'fail', rebuilds: 'fail', extra: 'warn', expired: 'stop' },
    looseFiles: true,
    packages: [],
    signing: { unsigned: 'warn', people: null },
    tags: { repositories: 'none', elsewhere: 'stop' },
    notes: null,
    versions: null,
    steps: [],
    rolling: null,
    retention: { keep: 14, maximumAgeDays: null, pins: [] },
    ...differences,
  };
}

/** A step in which `publish.yml` of that repository publishes a package; it is handed the version, and nobody shows it. */
export function publishStep(repository: string, differences: Partial<PublishStep> = {}): PublishStep {
  return {
    repository,
    workflow: 'publish.yml',
    inputs: { version: '{version_number}' },
    marker: 'shown',
    published: null,
    lag: 10 * 60_000,
    timeouts: recipe().timeouts,
    ...differences,
  };
}

/** A library of that alias that yields one artifact, `<alias>-{version}.tar.gz`. */
export function repository(alias: string, differences: Partial<Repository> = {}): Repository {
  return {
    alias,
    owner: 'acme',
    name: alias,
    kind: 'library',
    needs: [],
    notifies: [],
    releases: true,
    branch: null,
    build: recipe(),
    artifacts: [expectedArtifact(`${alias}-{version}.tar.gz`)],
    images: [],
    runner: null,
    push: { workflows: [], jobs: [], buildsAgain: false, paths: [], ignoredPaths: [], content: [] },
    deploy: null,
    ...differences,
  };
}

/** Documents: a repository with nothing to build and nothing to publish. */
export function documents(alias: string, differences: Partial<Repository> = {}): Repository {
  return repository(alias, { kind: 'docs', build: null, artifacts: [], ...differences });
}

/** What starts a train: nothing, but for what a test is about. */
export function triggers(differences: Partial<Triggers> = {}): Triggers {
  return {
    releases: [],
    tags: [],
    pushBranches: [],
    dispatches: [],
    afterCascade: 'none',
    cascadeRefs: 'heads',
    ...differences,
  };
}

/** A chain of the given repositories; its release is published in the last of them. */
export function chain(repositories: readonly Repository[], differences: Partial<Chain> = {}): Chain {
  const last = repositories.at(-1);
  return {
    name: 'acme',
    repositories,
    triggers: triggers({ releases: repositories.slice(0, 1).map(({ alias }) => alias) }),
    release: last === undefined ? null : releaseTarget({ owner: last.owner, name: last.name }),
    parameters: [],
    limits: { builds: 4, blocked: 0 },
    // Tests of one file share a server, and most are about one train: nothing waits for another.
    queue: { trains: 100, onArrival: { cascade: 'queue', release: 'queue', nightly: 'queue' }, runners: {} },
    gates: [],
    tells: { statuses: false, webhooks: [], issue: null },
    schedules: [],
    polling: { withoutWebhooks: 20_000, withWebhooks: 5 * 60_000 },
    ...differences,
  };
}

/** A chain of libraries with these edges, in this order. */
export function chainOf(edges: readonly Edge[], differences: Partial<Chain> = {}): Chain {
  return chain(
    edges.map(([alias, needs]) => repository(alias, { needs })),
    differences,
  );
}

/** The same chain with one repository changed. */
export function withRepository(original: Chain, alias: string, differences: Partial<Repository>): Chain {
  return {
    ...original,
    repositories: original.repositories.map((other) => (other.alias === alias ? { ...other, ...differences } : other)),
  };
}

/** BTCDecoded's build chain as first planned (graph G1): a line from the specification to the node. */
export const G1 = chain(
  [
    documents('spec'),
    repository('consensus', { needs: ['spec'] }),
    repository('protocol', { needs: ['consensus'] }),
    repository('sdk', { needs: ['protocol'] }),
    repository('node', { needs: ['sdk'], kind: 'binary' }),
  ],
  { name: 'btcdecoded-g1' },
);

/** BTCDecoded's chain as its orchestration plan drew it (graph G2): a diamond, a branching end and one alone. */
export const G2 = chain(
  [
    repository('consensus'),
    repository('protocol', { needs: ['consensus'] }),
    repository('node', { needs: ['protocol', 'consensus'] }),
    repository('sdk', { needs: ['node'] }),
    repository('bllvm', { needs: ['node'], kind: 'binary' }),
    repository('governance-app', { needs: ['sdk'], kind: 'service' }),
    repository('commons'),
  ],
  { name: 'btcdecoded-g2' },
);

/** BTCDecoded's chain as its release actions workflow orders it (graph G4): verified first, then a line to a service. */
export const G4 = chain(
  [
    repository('consensus', { build: recipe({ mode: 'verify' }), artifacts: [] }),
    repository('protocol', { needs: ['consensus'] }),
    repository('node', { needs: ['protocol'] }),
    repository('sdk', { needs: ['node'] }),
    repository('governance-app', { needs: ['sdk'], kind: 'service' }),
  ],
  { name: 'btcdecoded-g4' },
);
