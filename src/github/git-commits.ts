import { GitHubError } from '../domain/github-error.ts';
import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { ask, askForOne } from './errors.ts';
import { WRITE_AT_COMMIT } from './permissions.ts';
import type { GitHub } from './port.ts';

/** The part of the port about commits as git has them, with several files at once. */
export function makeGitCommits(octokitFor: OctokitFor): Pick<GitHub, 'gitCommit' | 'createTree' | 'createCommit'> {
  return {
    gitCommit(repository, commit) {
      const call = { what: `read the commit ${commit}`, repository, permission: 'Contents: read' };
      return askForOne(call, async () => {
        const { data } = await octokitFor(repository).rest.git.getCommit({ ...at(repository), commit_sha: commit });
        return { tree: data.tree.sha, parents: data.parents.map(({ sha }) => sha), message: data.message };
      });
    },

    async createTree(repository, base_tree, files) {
      const call = { what: 'store the changed files', repository, permission: WRITE_AT_COMMIT };
      const tree = Object.entries(files).map(([path, content]) => ({
        path,
        mode: '100644' as const,
        type: 'blob' as const,
        ...(content === null ? { sha: null } : { content }),
      }));
      try {
        return await ask(call, async () => {
          const { data } = await octokitFor(repository).rest.git.createTree({ ...at(repository), base_tree, tree });
          return data.sha;
        });
      } catch (error) {
        throw error instanceof GitHubError ? explained(error) : error;
      }
    },

    createCommit(repository, { tree, parent, message }) {
      const call = { what: 'store a commit', repository, permission: WRITE_AT_COMMIT };
      return ask(call, async () => {
        const commit = { ...at(repository), tree, parents: [parent], message };
        const { data } = await octokitFor(repository).rest.git.createCommit(commit);
        return data.sha;
      });
    },
  };
}

/** A personal token without the permission for actions workflows is told that there is nothing here. */
function explained(error: GitHubError): GitHubError {
  if (error.kind !== 'not-found') return error;
  const text = `${error.message} It also does so where the token lacks the permission ${WRITE_AT_COMMIT}.`;
  return new GitHubError('forbidden', text, { status: error.status, cause: error });
}
