import { timestamp } from '../clock.ts';
import type { Artifact } from '../state/actions-run.ts';
import { isExpired } from '../state/actions-run.ts';
import { nodeId } from '../state/ids.ts';
import type { World } from '../world.ts';

/** An artifact as GitHub shows it: size and digest are those of what is stored. */
export function artifactShape(world: World, artifact: Artifact): object {
  const { run } = artifact;
  const url = `${world.url}/repos/${run.repository.fullName}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    node_id: nodeId('Artifact', artifact.id),
    name: artifact.name,
    size_in_bytes: artifact.stored.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: isExpired(artifact),
    digest: `sha256:${artifact.stored.sha256}`,
    created_at: timestamp(artifact.createdAt),
    updated_at: timestamp(artifact.createdAt),
    expires_at: timestamp(artifact.expiresAt),
    workflow_run: {
      id: run.id,
      repository_id: run.repository.id,
      head_repository_id: run.headRepository.id,
      head_branch: run.headBranch,
      head_sha: run.headSha,
    },
  };
}
