import { timestamp } from '../clock.ts';
import type { Commit } from '../state/commit.ts';
import { fileIn } from '../state/tree.ts';
import { nodeId } from '../state/ids.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { emailOf, userShape } from './user.ts';

/** A commit as it stands inside a run (simple-commit). */
export function simpleCommitShape(commit: Commit): object {
  const person = { name: commit.login, email: emailOf(commit.login) };
  return {
    id: commit.sha,
    tree_id: commit.tree.sha,
    message: commit.message,
    timestamp: timestamp(commit.at),
    author: person,
    committer: person,
  };
}

/** A commit as the commits endpoints answer. */
export function commitShape(world: World, repository: Repository, commit: Commit): object {
  const api = `${world.url}/repos/${repository.fullName}`;
  const html = `${world.url}/${repository.fullName}/commit`;
  const person = { name: commit.login, email: emailOf(commit.login), date: timestamp(commit.at) };
  return {
    url: `${api}/commits/${commit.sha}`,
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    html_url: `${html}/${commit.sha}`,
    comments_url: `${api}/commits/${commit.sha}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      author: person,
      committer: person,
      message: commit.message,
      tree: { sha: commit.tree.sha, url: `${api}/git/trees/${commit.tree.sha}` },
      comment_count: 0,
      verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
    },
    author: userShape(world, commit.login),
    committer: userShape(world, commit.login),
    parents:
      commit.parent === undefined
        ? []
        : [{ sha: commit.parent, url: `${api}/commits/${commit.parent}`, html_url: `${html}/${commit.parent}` }],
  };
}

/** A commit as a push webhook tells of it. */
export function pushedCommitShape(world: World, repository: Repository, commit: Commit): object {
  const person = { name: commit.login, email: emailOf(commit.login), username: commit.login };
  return {
    id: commit.sha,
    tree_id: commit.tree.sha,
    distinct: true,
    message: commit.message,
    timestamp: timestamp(commit.at),
    url: `${world.url}/${repository.fullName}/commit/${commit.sha}`,
    author: person,
    committer: person,
    ...changedPaths(repository, commit),
  };
}

/** What a commit did to which paths, against the one that it comes from. */
function changedPaths({ commits }: Repository, { parent, tree }: Commit) {
  const before = parent === undefined ? undefined : commits.get(parent)?.tree;
  const changed = tree.sha === before?.sha ? [] : [...tree.changed];
  const isThere = (path: string) => before !== undefined && fileIn(before, path) !== undefined;
  const paths = (fits: (path: string, text: string | null) => boolean) =>
    changed.filter(([path, text]) => fits(path, text)).map(([path]) => path);
  return {
    added: paths((path, text) => text !== null && !isThere(path)),
    removed: paths((_path, text) => text === null),
    modified: paths((path, text) => text !== null && isThere(path)),
  };
}

/** A commit as git has it: without accounts (git-commit). */
export function gitCommitShape(world: World, repository: Repository, commit: Commit): object {
  const api = `${world.url}/repos/${repository.fullName}/git`;
  const html = `${world.url}/${repository.fullName}/commit`;
  const person = { name: commit.login, email: emailOf(commit.login), date: timestamp(commit.at) };
  const { parent, tree } = commit;
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    url: `${api}/commits/${commit.sha}`,
    html_url: `${html}/${commit.sha}`,
    author: person,
    committer: person,
    message: commit.message,
    tree: { sha: tree.sha, url: `${api}/trees/${tree.sha}` },
    parents:
      parent === undefined ? [] : [{ sha: parent, url: `${api}/commits/${parent}`, html_url: `${html}/${parent}` }],
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null },
  };
}
