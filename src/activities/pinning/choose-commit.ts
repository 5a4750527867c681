import { fullName, type Repository } from '../../domain/chain.ts';
import { isCommit } from '../../domain/ids.ts';
import type { VersionsEntry } from '../../domain/release/versions-file.ts';
import type { TrainRequest } from '../../domain/trigger.ts';
import { type BuiltBefore, builtNowhere } from './built-before.ts';
import type { Look } from './look.ts';

/** The commit at which a repository is built, and what it was found at. */
export interface Chosen {
  /** Branch or tag. */
  readonly ref: string;
  readonly commit: string;
  /** Whether a dispatch on `ref` runs at the commit; where not, the branch has moved on. */
  readonly reachable: boolean;
  /** The train that built it before, where it was taken from that. */
  readonly builtBy?: string;
}

/**
 * Which commit of a repository is meant: what the request says, else the trigger's own, else what the chain's
 * `versions.toml` says, else where it was built before, if that counts, else the head of the branch, which is that of the
 * train's line where there is one. A text says what is wrong with it.
 */
export async function chooseCommit(
  look: Look,
  repository: Repository,
  request: TrainRequest,
  version: VersionsEntry | null,
  builtBefore: BuiltBefore = builtNowhere,
): Promise<Chosen | string> {
  const branch = await branchFor(look, repository, request);
  const { trigger } = request;
  const asked = request.kind === 'cascade' ? undefined : request.refs[repository.alias];
  if (asked !== undefined) return named(look, repository, branch, asked, 'check "refs" of the request');
  if (trigger.type === 'release' && trigger.repository === repository.alias) {
    const gone = 'the tag whose release started this train is gone, so publish it again';
    return atTag(look, repository, branch, trigger.tag, gone);
  }
  if (version !== null) return ofVersion(look, repository, branch, version);
  const change =
    request.kind === 'cascade'
      ? request.changed.find(({ repository: alias }) => alias === repository.alias)
      : undefined;
  if (change !== undefined && change.commit !== null) return atCommit(look, repository, branch, change.commit, null);
  const head = await look.commit(repository, `heads/${branch}`);
  if (head !== null) {
    const before = await builtBefore(repository, head);
    if (before === null) return { ref: branch, commit: head, reachable: true };
    return { ref: branch, commit: before.commit, reachable: before.commit === head, builtBy: before.train };
  }
  const { defaultBranch } = await look.repository(repository);
  return missing(
    repository,
    branch,
    `check "branch" of ${repository.alias} in the configuration; its default branch is ${defaultBranch}`,
  );
}

/** The branch of the train's line where the repository has it, else its own. */
async function branchFor(look: Look, repository: Repository, request: TrainRequest): Promise<string> {
  const line = request.kind === 'cascade' ? request.line : null;
  if (line !== null && (await look.commit(repository, `heads/${line}`)) !== null) return line;
  return repository.branch ?? (await look.repository(repository)).defaultBranch;
}

async function named(look: Look, repository: Repository, branch: string, ref: string, check: string) {
  if (isCommit(ref)) {
    const commit = await look.commit(repository, ref);
    return commit === null ? missing(repository, ref, check) : atCommit(look, repository, branch, commit, null);
  }
  const head = await look.commit(repository, `heads/${ref}`);
  if (head !== null) return { ref, commit: head, reachable: true };
  return atTag(look, repository, branch, ref, check);
}

/** GitHub dispatches on a branch or a tag; the branch is what actions workflows expect, so the tag is the last resort. */
async function atTag(look: Look, repository: Repository, branch: string, tag: string, check: string) {
  const commit = await look.commit(repository, `tags/${tag}`);
  return commit === null ? missing(repository, tag, check) : atCommit(look, repository, branch, commit, tag);
}

async function atCommit(look: Look, repository: Repository, branch: string, commit: string, tag: string | null) {
  const head = await look.commit(repository, `heads/${branch}`);
  if (head === commit) return { ref: branch, commit, reachable: true };
  return tag === null ? { ref: branch, commit, reachable: false } : { ref: tag, commit, reachable: true };
}

async function ofVersion(look: Look, repository: Repository, branch: string, { tag, commit }: VersionsEntry) {
  const check = `check ${repository.alias} in the file of versions`;
  if (tag === null) {
    if (commit !== null) return named(look, repository, branch, commit, check);
    return `${fullName(repository)} has neither a tag nor a commit there: ${check}.`;
  }
  const tagged = await atTag(look, repository, branch, tag, check);
  if (typeof tagged === 'string' || commit === null || tagged.commit === commit) return tagged;
  return `${fullName(repository)}: the tag ${tag} is at ${tagged.commit}, but the file of versions has ${commit}: ${check}.`;
}

function missing(repository: Repository, ref: string, check: string): string {
  return `${fullName(repository)} has no "${ref}": ${check}.`;
}
