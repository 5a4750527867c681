import { ZIP_TYPE } from '../actions/artifact-zip.ts';
import type { Answer } from '../server/answer.ts';
import { notFound, Refusal } from '../server/answer.ts';
import { artifactShape } from '../shapes/artifact.ts';
import type { Artifact } from '../state/actions-run.ts';
import { isExpired } from '../state/actions-run.ts';
import type { Repository } from '../state/repository.ts';
import { runNamed } from './actions-runs.ts';
import { paged } from './paged.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** How long GitHub's download addresses live. */
const minute = 60;

/** Listing and downloading the artifacts of actions runs. */
export const artifactRoutes: readonly Route[] = [
  {
    operation: 'actions/list-artifacts-for-repo',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/artifacts',
    handle: inRepository((asked, repository) => list(asked, repository.artifacts.toReversed())),
  },
  {
    operation: 'actions/list-workflow-run-artifacts',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/runs/{run_id}/artifacts',
    handle: inRepository((asked, repository) => list(asked, runNamed(asked, repository).artifacts)),
  },
  {
    operation: 'actions/get-artifact',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}',
    handle: inRepository((asked, repository) => ({
      status: 200,
      body: artifactShape(asked.world, artifactNamed(asked, repository)),
    })),
  },
  {
    operation: 'actions/download-artifact',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
    handle: inRepository((asked, repository) => {
      if (asked.parameters['archive_format'] !== 'zip') throw notFound();
      const artifact = artifactNamed(asked, repository);
      if (isExpired(artifact)) throw new Refusal(410, 'Artifact has expired');
      return { status: 302, headers: { location: artifactLink(asked.world, artifact) } };
    }),
  },
];

/** An address that gives what is stored to whoever has it, for a minute unless the scenario says otherwise. */
export function artifactLink(world: Asked['world'], artifact: Artifact): string {
  const { name, stored, mediaType } = artifact;
  // A zip gets the ending of one, whether or not it is the file that was uploaded: only its name tells.
  const fileName = mediaType === ZIP_TYPE && !name.endsWith('.zip') ? `${name}.zip` : name;
  const download = { blob: stored, fileName, contentType: mediaType };
  return `${world.url}${world.links.make(artifact.id, download, world.scenario.linkSeconds ?? minute)}`;
}

function list(asked: Asked, artifacts: readonly Artifact[]): Answer {
  const name = asked.query.get('name');
  return paged(
    asked,
    name === null ? artifacts : artifacts.filter((artifact) => artifact.name === name),
    (artifact) => artifactShape(asked.world, artifact),
    'artifacts',
  );
}

function artifactNamed(asked: Asked, repository: Repository): Artifact {
  const id = Number(asked.parameters['artifact_id']);
  const artifact = repository.artifacts.find((known) => known.id === id);
  if (artifact === undefined) throw notFound();
  return artifact;
}
