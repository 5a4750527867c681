import { now } from '../clock.ts';
import { evaluate, type ExpressionContext } from '../expressions.ts';
import type { ArtifactFile } from '../scenario.ts';
import type { ActionsRun, Artifact } from '../state/actions-run.ts';
import type { World } from '../world.ts';
import { artifactFile, artifactZip } from './artifact-zip.ts';

/** How long GitHub keeps artifacts unless told otherwise. */
const retentionMs = 90 * 24 * 3_600_000;

/** Puts the artifacts of a successful attempt beside those of earlier ones: GitHub lists them by run, not by attempt. */
export async function leaveArtifacts(world: World, run: ActionsRun): Promise<void> {
  for (const { name, files, archive = true } of run.workflow.scenario.artifacts) {
    const filled = files.map((file) => fill(file, run.context));
    const stored = await (archive ? artifactZip : artifactFile)(world, run.repository.fullName, run.headSha, filled);
    keepArtifact(world, run, { name: evaluate(name, run.context), ...stored });
  }
}

/** Puts an artifact into the lists of its run and its repository. */
export function keepArtifact(
  world: World,
  run: ActionsRun,
  artifact: Pick<Artifact, 'name' | 'stored' | 'mediaType'>,
): void {
  const createdAt = now();
  const kept = { id: world.ids.next(), run, ...artifact, createdAt, expiresAt: createdAt + retentionMs };
  run.artifacts.push(kept);
  run.repository.artifacts.push(kept);
}

function fill(file: ArtifactFile, context: ExpressionContext): ArtifactFile {
  const path = evaluate(file.path, context);
  return 'text' in file ? { path, text: evaluate(file.text, context) } : { path, bytes: file.bytes };
}
