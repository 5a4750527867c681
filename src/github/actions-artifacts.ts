import type { Octokit } from '@octokit/rest';
import { GitHubError } from '../domain/github-error.ts';
import type { OctokitFor } from './access.ts';
import { at, named } from './at.ts';
import { ask, couldNot, type Call } from './errors.ts';
import { allOf } from './pages.ts';
import type { GitHub, RepositoryName } from './port.ts';
import { readFailure } from './transport-failure.ts';

/** The part of the port about what actions runs leave behind. */
export function makeActionsArtifacts(octokitFor: OctokitFor): Pick<GitHub, 'artifacts' | 'downloadArtifact'> {
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
      const call = { what: `download artifact ${artifactId}`, repository, permission: 'Actions: read' };
      return ask(call, async () => {
        const stored = await storedAt(octokitFor(repository), repository, artifactId, signal);
        if (stored === null) {
          const text = `${couldNot(call)}: GitHub named no address to fetch it from. Check that the address of the API is GitHub's.`;
          throw new GitHubError('unavailable', text, { status: null });
        }
        return await openSigned(call, stored, signal);
      });
    },
  };
}

/** The address of an archive, for us to fetch: Octokit would hold it in memory as a whole. */
async function storedAt(
  { rest }: Octokit,
  repository: RepositoryName,
  artifactId: number,
  signal: AbortSignal,
): Promise<URL | null> {
  const archive = { artifact_id: artifactId, archive_format: 'zip', request: { redirect: 'manual' as const, signal } };
  const ask = (place: RepositoryName): Promise<Redirect> => rest.actions.downloadArtifact({ ...at(place), ...archive });
  let { status, headers, url } = await ask(repository);
  if (status === 301) {
    // No archive is there, but the repository itself, under the name that it has now.
    const { data } = await rest.repos.get(at(repository));
    ({ status, headers, url } = await ask(named(data.full_name)));
  }
  return status !== 302 || headers.location === undefined ? null : new URL(headers.location, url);
}

interface Redirect {
  readonly status: number;
  readonly headers: { readonly location?: string | undefined };
  readonly url: string;
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
