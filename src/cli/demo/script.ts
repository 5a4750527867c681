import { fileURLToPath } from 'node:url';
import { requireChains } from '../../app/settings.ts';
import { UserError } from '../../app/user-error.ts';
import { didYouMean } from '../../config/nearest.ts';
import { type Chain, fullName, type Repository } from '../../domain/chain.ts';
import { allValues } from '../../domain/expected-artifacts.ts';
import { type Plan, planTrain } from '../../domain/plan.ts';
import type { CascadeRequest, ReleaseRequest } from '../../domain/trigger.ts';
import { builtTogether } from './built-together.ts';

/** The chains that can be shown; each is `examples/<name>/cascade.yml`. */
export const DEMO_CHAINS = ['btcdecoded', 'opensearch'] as const;
export type DemoChain = (typeof DEMO_CHAINS)[number];

/** What is asked to be shown; repositories are named by alias. */
export interface DemoOptions {
  readonly chain: DemoChain;
  /** The repository that is pushed to, instead of a release; `null` for a release. */
  readonly push: string | null;
  /** The repository whose build fails; `null` for none. */
  readonly fail: string | null;
}

/** What the demo plays: what a person of the organisation does, and the train that must come of it. */
export interface Script {
  readonly chain: Chain;
  /** The chain's `cascade.yml`. */
  readonly file: string;
  /** The repository in which the person acts. */
  readonly source: Repository;
  readonly request: ReleaseRequest | CascadeRequest;
  readonly plan: Plan;
  /** The aliases whose builds fail. */
  readonly failing: readonly string[];
}

const VERSION = 'v1.4.0';

/** Reads the chain and settles what will be played. A UserError where the options name what is not there, or fit ill together. */
export async function writeScript({ chain: name, push, fail }: DemoOptions): Promise<Script> {
  const file = fileURLToPath(new URL(`../../../examples/${name}/cascade.yml`, import.meta.url));
  const [chain] = await requireChains([file]);
  if (chain === undefined) throw new Error(`Internal error, please report: ${file} has no chain`);
  const source = push === null ? releaseSource(chain) : namedRepository(chain, push, '--push');
  const request = requestFor(chain, push === null ? null : source);
  const plan = planTrain(chain, request);
  return { chain, file, source, request, plan, failing: fail === null ? [] : failingAliases(chain, plan, fail) };
}

function releaseSource(chain: Chain): Repository {
  const [alias = ''] = chain.triggers.releases;
  return namedRepository(chain, alias, 'triggers.releases');
}

function namedRepository(chain: Chain, alias: string, where: string): Repository {
  const aliases = chain.repositories.map((repository) => repository.alias);
  const repository = chain.repositories[aliases.indexOf(alias)];
  if (repository !== undefined) return repository;
  throw new UserError(
    `${where}: chain ${chain.name} has no repository "${alias}"${didYouMean(alias, aliases)}\n  It has ${aliases.join(', ')}.`,
  );
}

/** The request that the webhook will make: a push counts for every component of the repository. */
function requestFor(chain: Chain, pushed: Repository | null): Script['request'] {
  const shared = {
    chain: chain.name,
    parameters: allValues(chain.parameters),
    trigger: { type: 'manual', by: { type: 'cascade' } },
  } as const;
  if (pushed === null) return { kind: 'release', version: VERSION, refs: {}, dryRun: false, ...shared };
  const changed = chain.repositories.filter((repository) => fullName(repository) === fullName(pushed));
  return {
    kind: 'cascade',
    changed: changed.map(({ alias }) => ({ repository: alias, commit: null, run: null })),
    line: null,
    only: false,
    ...shared,
  };
}

function failingAliases(chain: Chain, plan: Plan, alias: string): readonly string[] {
  const failing = namedRepository(chain, alias, '--fail');
  if (failing.build === null) throw new UserError(`--fail: nothing is built in ${alias}, so that it can't fail`);
  const built = plan.builds.filter(({ work }) => work !== 'nothing').map((build) => build.alias);
  if (!built.includes(alias)) {
    throw new UserError(`--fail: ${alias} is not built by this train, which builds ${built.join(', ')}`);
  }
  return builtTogether(chain, failing).filter((other) => built.includes(other));
}
