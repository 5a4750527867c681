import type { Octokit } from '@octokit/rest';
import { GitHubError } from '../domain/github-error.ts';
import { at } from './at.ts';
import { actionsWorkflowFile } from './actions-workflow-file.ts';
import { ask } from './errors.ts';
import { allOf } from './pages.ts';
import type { ActionsWorkflow, GitHub } from './port.ts';

/** The part of the port about repositories as such, and about whose token it is. */
export function makeRepositories(
  octokit: Octokit,
): Pick<GitHub, 'login' | 'repository' | 'commit' | 'actionsWorkflows'> {
  let login: Promise<string> | null = null;
  return {
    login() {
      login ??= askForLogin(octokit).catch((error: unknown) => {
        login = null;
        throw error;
      });
      return login;
    },

    repository(repository) {
      return ask({ what: 'read the settings', repository, permission: 'Metadata: read' }, async () => {
        const { data } = await octokit.rest.repos.get(at(repository));
        return { defaultBranch: data.default_branch };
      });
    },

    async commit(repository, ref) {
      try {
        return await ask({ what: `find the commit of ${ref}`, repository, permission: 'Contents: read' }, async () => {
          // One page of one file: only the hash is wanted, and a commit can list thousands of files.
          const { data } = await octokit.rest.repos.getCommit({ ...at(repository), ref, per_page: 1 });
          return data.sha;
        });
      } catch (error) {
        // 422: no such commit; 409: a repository without any. A 404 means the repository itself.
        if (error instanceof GitHubError && (error.status === 422 || error.status === 409)) return null;
        throw error;
      }
    },

    actionsWorkflows(repository) {
      return ask({ what: 'list the actions workflows', repository, permission: 'Actions: read' }, () =>
        allOf(
          (paging) => octokit.rest.actions.listRepoWorkflows({ ...at(repository), ...paging }),
          ({ workflows }) =>
            workflows.map(({ path, state }): ActionsWorkflow => ({ file: actionsWorkflowFile(path), state })),
        ),
      );
    },
  };
}

function askForLogin(octokit: Octokit): Promise<string> {
  return ask({ what: 'ask whose token it is', repository: null, permission: 'Metadata: read' }, async () => {
    const { data } = await octokit.rest.users.getAuthenticated();
    return data.login;
  });
}
