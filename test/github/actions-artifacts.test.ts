import { expect, test } from 'vitest';
import type { ArtifactReport } from '../../src/domain/actions-run.ts';
import { digestOf } from './support/digest-of.ts';
import { always, serve } from './support/loopback.ts';
import { LIBRARY, simulated, unpaced, type SimulatedGitHub } from './support/simulated.ts';

const never = new AbortController().signal;

async function builtArtifact({ github, simulator }: SimulatedGitHub): Promise<ArtifactReport> {
  await github.dispatch({ ...LIBRARY, type: 'repository_dispatch', eventType: 'upstream', payload: {} }, Infinity);
  await simulator.when(() => simulator.runs()[0]?.status === 'completed');
  const [artifact] = await github.artifacts(LIBRARY, simulator.runs()[0]?.id ?? 0);
  if (artifact === undefined) throw new Error('the actions run left no artifact');
  return artifact;
}

test('an artifact streams with the digest that the list announced', async () => {
  await using gitHub = await simulated();
  const artifact = await builtArtifact(gitHub);
  expect(artifact).toMatchObject({ name: 'library.tar.gz', expired: false });
  const stream = await gitHub.github.downloadArtifact(LIBRARY, artifact.id, never);
  expect(await digestOf(stream)).toBe(artifact.digest);
});

test('an artifact of a repository that was renamed since is found under the old name', async () => {
  await using gitHub = await simulated();
  const artifact = await builtArtifact(gitHub);
  gitHub.simulator.rename('acme/library', 'acme/renamed');
  const stream = await gitHub.github.downloadArtifact(LIBRARY, artifact.id, never);
  expect(await digestOf(stream)).toBe(artifact.digest);
});

test('an artifact that has expired is gone', async () => {
  await using server = await serve(always(410, {}, { message: 'Artifact has expired' }));
  await expect(unpaced(server.url).downloadArtifact(LIBRARY, 1, never)).rejects.toMatchObject({ kind: 'gone' });
});
