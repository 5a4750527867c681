import type { OctokitFor } from './access.ts';
import { at } from './at.ts';
import { download, type Downloaded } from './download.ts';
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

    async downloadArtifact(repository, artifactId, signal) {
      const archive = {
        call: { what: `download artifact ${artifactId}`, repository, permission: 'Actions: read' },
        route: 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
        parameters: { artifact_id: artifactId, archive_format: 'zip' },
      };
      const downloaded = await download(octokitFor(repository), archive, { timeout, signal });
      return { content: downloaded.content, zipped: isZipped(downloaded) };
    },
  };
}

const ZIP_TYPES = ['application/zip', 'application/x-zip-compressed', 'application/zip-compressed'];

/**
 * What actions/download-artifact decides by. upload-artifact gives a file that it doesn't archive the type that belongs to
 * its ending, which for a .jar or a .whl is that of any bytes; older archives have no type but an address that ends in .zip.
 */
function isZipped({ mediaType, path }: Downloaded): boolean | null {
  if (path.endsWith('.zip') || (mediaType !== null && ZIP_TYPES.includes(mediaType))) return true;
  return mediaType === null ? null : false;
}
