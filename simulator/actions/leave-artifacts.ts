import { now } from '../clock.ts';
import { evaluate } from '../expressions.ts';
import type { ActionsRun } from '../state/actions-run.ts';
import type { World } from '../world.ts';
import { artifactZip } from './artifact-zip.ts';

/** How long GitHub keeps artifacts unless told otherwise. */
const retentionMs = 90 * 24 * 3_600_000;

/** Puts the artifacts of a successful attempt beside those of earlier ones: GitHub lists them by run, not by attempt. */
export async function leaveArtifacts(world: World, run: ActionsRun): Promise<void> {
  for (const { name, files } of run.workflow.scenario.artifacts) {
    const named = files.map(({ path, bytes }) => ({ path: evaluate(path, run.context), bytes }));
    const createdAt = now();
    const artifact = {
      id: world.ids.next(),
      run,
      name: evaluate(name, run.context),
      zip: await artifactZip(world, run.repository.fullName, run.headSha, named),
      createdAt,
      expiresAt: createdAt + retentionMs,
    };
    run.artifacts.push(artifact);
    run.repository.artifacts.push(artifact);
  }
}
