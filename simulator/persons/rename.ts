import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';

/** Gives a repository another name, or another owner too. It keeps its id, and its old name leads to it until another repository takes it. */
export function rename(world: World, repository: Repository, newFullName: string): void {
  const [, owner, name] = /^([^/]+)\/([^/]+)$/.exec(newFullName) ?? [];
  if (owner === undefined || name === undefined) {
    throw new Error(`"${newFullName}" is no name of a repository: give owner/name.`);
  }
  const key = newFullName.toLowerCase();
  const taken = world.repositories.get(key);
  if (taken !== undefined && taken !== repository) throw new Error(`There is a repository ${newFullName} already.`);
  const former = repository.fullName;
  world.repositories.delete(former.toLowerCase());
  world.formerNames.set(former.toLowerCase(), repository);
  world.formerNames.delete(key);
  world.repositories.set(key, repository);
  Object.assign(repository, { owner, name, fullName: newFullName });
  world.behaviours.renamed(former, newFullName);
  world.journal.changed();
}

/** Gives a branch another name; throws where there is none, or the name is taken. Runs keep the name that they ran on. */
export function renameBranch(world: World, repository: Repository, from: string, to: string): void {
  const { branches, fullName } = repository;
  const sha = branches.get(from);
  if (sha === undefined)
    throw new Error(`${fullName} has no branch ${from}; it has ${[...branches.keys()].join(', ')}.`);
  if (branches.has(to)) throw new Error(`${fullName} has a branch ${to} already.`);
  branches.delete(from);
  branches.set(to, sha);
  if (repository.defaultBranch === from) repository.defaultBranch = to;
  world.journal.changed();
}
