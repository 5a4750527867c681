import type { Octokit } from '@octokit/rest';
import { GitHubError } from '../domain/github-error.ts';
import { at } from './at.ts';
import { ask, couldNot, type Call } from './errors.ts';
import { allOf } from './pages.ts';
import type { GitHub } from './port.ts';
import { readFailure } from './transport-failure.ts';

/** The part of the port about what actions runs leave behind. */
export function makeActionsArtifacts(octokit: Octokit): Pick<GitHub, 'artifacts' | 'downloadArtifact'> {
  return {
    artifacts(repository, runId) {
      const call = { what: `list the artifacts of actions run ${runId}`, repository, permission: 'Actions: read' };
      return ask(call, () =>
        allOf(
          (paging) => octokit.rest.actions.listWorkflowRunArtifacts({ ...at(repository), run_id: runId, ...paging }),
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
      const call = { what: `download artifact ${artifactId}`, repository, permission: 'Actions: read' };
      return ask(call, async () => {
        const { headers, url } = await octokit.rest.actions.downloadArtifact({
          ...at(repository),
          artifact_id: artifactId,
          archive_format: 'zip',
          // The address is fetched by ourselves: Octokit would hold the whole archive in memory.
          request: { redirect: 'manual', signal },
        });
        if (headers.location === undefined) {
          const text = `${couldNot(call)}: GitHub named no address to fetch it from. Check that the address of the API is GitHub's.`;
          throw new GitHubError('unavailable', text, { status: null });
        }
        return await openSigned(call, new URL(headers.location, url), signal);
      });
    },
  };
}

/**
 * Streams from an address that carries its own permission and lives for a minute; our token must not go there.
 * There is no time-out over the whole: fetch ends a stream that stays silent for five minutes, and so does the signal.
 */
async function openSigned(call: Call, address: URL, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const response = await fetch(address, { signal }).catch((error: unknown) => {
    throw storeFailed(call, address, readFailure(error).message, null);
  });
  if (response.ok && response.body !== null) return response.body;
  await response.body?.cancel();
  throw storeFailed(call, address, `it answered ${response.status}`, response.status);
}

function storeFailed(call: Call, { host }: URL, what: string, status: number | null): GitHubError {
  const text = `${couldNot(call)} from ${host}, where GitHub keeps it: ${what}. Asking GitHub again gives a new address; check that this host can be reached.`;
  return new GitHubError('unavailable', text, { status });
}
