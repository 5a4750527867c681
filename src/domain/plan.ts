import type { Pin } from './build-inputs.ts';
import { type Chain, fullName, type Repository, type RepositoryKind } from './chain.ts';
import { downstreamClosure, longestRemainingPaths, topologicalOrder, upstreamClosure } from './graph.ts';
import type { Reason } from './reason.ts';
import type { TrainRequest } from './trigger.ts';

/** What a train will do, and why: made from the chain and the request alone. */
export interface Plan {
  /** Every build in scope, each after all that it needs. */
  readonly builds: readonly PlannedBuild[];
  /** The repositories of the chain that are out of scope. */
  readonly skipped: readonly { readonly alias: string; readonly repository: string; readonly reason: Reason }[];
  /** Whether a release is published when all is built. */
  readonly publishes: boolean;
  /** Whether anybody is told when all is done: deploy signals, and repositories that are only told. */
  readonly tells: boolean;
}

export interface PlannedBuild {
  readonly alias: string;
  /** `owner/name`. */
  readonly repository: string;
  /** The needs that are in scope themselves. */
  readonly needs: readonly string[];
  readonly kind: RepositoryKind;
  readonly work: 'build' | 'verify' | 'nothing';
  /** Label of the runners that it takes; `null` where that isn't said. */
  readonly runner: string | null;
  /** Milliseconds that are expected from its start to the end of the train. */
  readonly remaining: number;
  /** The train that built the pinned commit before, where it is pinned because of that. */
  readonly builtBy?: string;
}

/** The plan, which tells of what is pinned where it was built before. */
export function tellingOrigins(plan: Plan, pins: readonly Pick<Pin, 'alias' | 'builtBy'>[]): Plan {
  const builds = plan.builds.map((build) => {
    const builtBy = pins.find(({ alias }) => alias === build.alias)?.builtBy;
    return builtBy === undefined ? build : { ...build, builtBy };
  });
  return { ...plan, builds };
}

/** The plan of a nightly whose inputs are those of an earlier one: nothing to do, and every repository says why. */
export function nothingChanged(plan: Plan, since: string): Plan {
  const builds = plan.builds.map(({ alias, repository }) => ({
    alias,
    repository,
    reason: { code: 'unchanged', since } as const,
  }));
  return { builds: [], skipped: [...builds, ...plan.skipped], publishes: false, tells: false };
}

/** Which repositories are in scope, in what order. The request must be valid for the chain. */
export function planTrain(chain: Chain, request: TrainRequest): Plan {
  const scope = scopeOf(chain, request);
  const inScope = chain.repositories
    .filter(({ alias }) => scope.aliases.has(alias))
    .map((repository) => ({ ...repository, needs: repository.needs.filter((need) => scope.aliases.has(need)) }));
  const remaining = longestRemainingPaths(inScope, ({ build }) => build?.expectedDuration ?? 0);
  return {
    builds: topologicalOrder(inScope).map((repository) => ({
      alias: repository.alias,
      repository: fullName(repository),
      needs: repository.needs,
      kind: repository.kind,
      work: workOf(repository),
      runner: repository.runner,
      remaining: remaining.get(repository.alias) ?? 0,
    })),
    skipped: chain.repositories
      .filter(({ alias }) => !scope.aliases.has(alias))
      .map((repository) => ({ alias: repository.alias, repository: fullName(repository), reason: scope.why })),
    publishes: request.kind !== 'cascade' && chain.release !== null,
    tells: tellsAnybody(chain, request, scope.aliases),
  };
}

function scopeOf(chain: Chain, request: TrainRequest): { aliases: ReadonlySet<string>; why: Reason } {
  if (request.kind !== 'cascade') {
    const members = chain.repositories.filter(({ releases }) => releases).map(({ alias }) => alias);
    return { aliases: upstreamClosure(chain.repositories, members), why: { code: 'not-in-release' } };
  }
  const changed = request.changed.map(({ repository }) => repository);
  if (request.only) return { aliases: new Set(changed), why: { code: 'not-downstream', of: changed } };
  return { aliases: downstreamClosure(chain.repositories, changed), why: { code: 'not-downstream', of: changed } };
}

function tellsAnybody({ repositories, tells }: Chain, request: TrainRequest, inScope: ReadonlySet<string>): boolean {
  // A trial tells nobody, and neither does a line of its own: nothing of it is published.
  if (request.kind === 'cascade' ? request.line !== null : request.dryRun) return false;
  const mustHear = tells.webhooks.some(
    ({ required, on, kinds }) => required && on.includes('settled') && kinds.includes(request.kind),
  );
  if (mustHear) return true;
  return repositories
    .filter(({ alias }) => inScope.has(alias))
    .some(({ notifies, deploy }) => notifies.length > 0 || deploy?.kinds.includes(request.kind) === true);
}

function workOf({ build }: Repository): PlannedBuild['work'] {
  return build === null ? 'nothing' : build.mode;
}
