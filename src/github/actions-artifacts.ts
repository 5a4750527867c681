import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { download } from './download.ts';
import { ask } from './errors.ts';
import { allOf } from './pages.ts';
import type { GitHub } from './port.ts';

/**
 * The part of the port about what actions runs leave behind.
 * @param timeout how long an answer may take to begin, in milliseconds
 */
export function makeActionsArtifacts(
  octokitFor: OctokitFor,
  timeout: number,
): Pick<GitHub, 'artifacts' | 'downloadArtifact'> {
  return {
    artifacts(repository, runId) {
      const call = { what: `list the artifacts of actions run ${runId}`, repository, permission: 'Actions: read' };
      return ask(call, () =>
        allOf(
          (paging) =>
            octokitFor(repository).rest.actions.listWorkflowRunArtifacts({
              ...at(repository),
              run_id: runId,
              ...paging,
            }),
          ({ artifacts }) =>
            artifacts.map(({ id, name, size_in_bytes: size, digest, expired }) => ({
              id,
              name,
              size,
              digest: digest ?? null,
              expired,
            })),
        ),
      );
    },

    downloadArtifact(repository, artifactId, signal) {
      const archive = {
        call: { what: `download artifact ${artifactId}`, repository, permission: 'Actions: read' },
        route: 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
        parameters: { artifact_id: artifactId, archive_format: 'zip' },
      };
      return download(octokitFor(repository), archive, { timeout, signal });
    },
  };
}
