import { UserError } from '../app/user-error.ts';
import { type Chain, fullName, repositoryOf } from '../domain/chain.ts';
import { upstreamClosure } from '../domain/graph.ts';
import type { Lock } from '../domain/release/lock.ts';

/** The commit of every repository, by alias. Throws a UserError where the lock is another chain's, or not of the whole chain. */
export function lockedRefs(chain: Chain, lock: Lock): Readonly<Record<string, string>> {
  const entries = Object.entries(lock.repositories);
  const problems = [
    ...(lock.chain === chain.name ? [] : [`it is of the chain ${lock.chain}, and this is ${chain.name}`]),
    ...entries.flatMap(([alias, { repository }]) => misplaced(chain, alias, repository)),
    ...released(chain)
      .filter((alias) => !Object.hasOwn(lock.repositories, alias))
      .map((alias) => `${alias} is part of a release now, and is not in it`),
  ];
  if (problems.length > 0) {
    throw new UserError(`The lock doesn't fit the chain:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
  return Object.fromEntries(entries.map(([alias, { commit }]) => [alias, commit]));
}

/** GitHub's names are the same in small letters. */
function misplaced(chain: Chain, alias: string, repository: string): readonly string[] {
  const known = repositoryOf(chain, alias);
  if (known === undefined) return [`chain ${chain.name} has no repository "${alias}"`];
  if (fullName(known).toLowerCase() === repository.toLowerCase()) return [];
  return [`${alias} is ${repository} in it, and ${fullName(known)} in the chain`];
}

function released({ repositories }: Chain): readonly string[] {
  const members = repositories.filter(({ releases }) => releases).map(({ alias }) => alias);
  const inRelease = upstreamClosure(repositories, members);
  return repositories.map(({ alias }) => alias).filter((alias) => inRelease.has(alias));
}
