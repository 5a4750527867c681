import { GitHubError } from '../domain/github-error.ts';
import type { OctokitFor } from './access.ts';
import { at, named } from './at.ts';
import { actionsWorkflowFile } from './actions-workflow-file.ts';
import { readActionsWorkflow } from './actions-workflow-yaml.ts';
import { readFile } from './contents.ts';
import { ask } from './errors.ts';
import { allOf } from './pages.ts';
import type { ActionsWorkflow, GitHub } from './port.ts';

/** The part of the port about repositories as such. */
export function makeRepositories(
  octokitFor: OctokitFor,
): Pick<GitHub, 'repository' | 'commit' | 'actionsWorkflows' | 'eventTypes'> {
  return {
    repository(repository) {
      return ask({ what: 'read the settings', repository, permission: 'Metadata: read' }, async () => {
        const { data } = await octokitFor(repository).rest.repos.get(at(repository));
        return { ...named(data.full_name), defaultBranch: data.default_branch, archived: data.archived };
      });
    },

    async commit(repository, ref) {
      try {
        return await ask({ what: `find the commit of ${ref}`, repository, permission: 'Contents: read' }, async () => {
          // One page of one file: only the hash is wanted, and a commit can list thousands of files.
          const { data } = await octokitFor(repository).rest.repos.getCommit({ ...at(repository), ref, per_page: 1 });
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
          (paging) => octokitFor(repository).rest.actions.listRepoWorkflows({ ...at(repository), ...paging }),
          ({ workflows }) =>
            workflows.map(({ path, state }): ActionsWorkflow => ({ file: actionsWorkflowFile(path), state })),
        ),
      );
    },

    async eventTypes(repository, workflow) {
      const file = await readFile(octokitFor, repository, `.github/workflows/${workflow}`, null);
      const read = file === null ? null : readActionsWorkflow(file.text);
      if (read === null || 'problem' in read) return null;
      return read.eventTypes ?? [];
    },
  };
}
