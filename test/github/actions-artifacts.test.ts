import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ArtifactReport } from '../../src/domain/actions-run.ts';
import { always, serve } from './support/loopback.ts';
import { LIBRARY, simulated, TOKEN, unpaced, type SimulatedGitHub } from './support/simulated.ts';

const never = new AbortController().signal;

async function builtArtifact({ github, simulator }: SimulatedGitHub): Promise<ArtifactReport> {
  await github.dispatch({ ...LIBRARY, type: 'repository_dispatch', eventType: 'upstream', payload: {} }, Infinity);
  await simulator.when(() => simulator.runs()[0]?.status === 'completed');
  const [artifact] = await github.artifacts(LIBRARY, simulator.runs()[0]?.id ?? 0);
  if (artifact === undefined) throw new Error('the actions run left no artifact');
  return artifact;
}

async function digestOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk);
  return `sha256:${hash.digest('hex')}`;
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

test('the token stays with GitHub: the store that the archive comes from never sees it', async () => {
  await using store = await serve(always(200, {}, 'archive'));
  await using server = await serve(always(302, { location: `${store.url}/blob?sig=secret` }, ''));
  const stream = await unpaced(server.url).downloadArtifact(LIBRARY, 1, never);
  expect(await digestOf(stream)).toBe(`sha256:${createHash('sha256').update('archive').digest('hex')}`);
  expect(server.received[0]?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  expect(store.received[0]?.headers).not.toHaveProperty('authorization');
});

test('a store that refuses is named without the signed address', async () => {
  await using store = await serve(always(403, {}, 'expired'));
  await using server = await serve(always(302, { location: `${store.url}/blob?sig=secret` }, ''));
  const failure = unpaced(server.url).downloadArtifact(LIBRARY, 1, never);
  await expect(failure).rejects.toMatchObject({ name: 'GitHubError', kind: 'unavailable', status: 403 });
  await expect(failure).rejects.not.toThrow(/sig=/);
  const host = store.url.replace('http://', '');
  await expect(failure).rejects.toThrow(`Could not download artifact 1 in acme/library from ${host}`);
});

test('an artifact that has expired is gone', async () => {
  await using server = await serve(always(410, {}, { message: 'Artifact has expired' }));
  await expect(unpaced(server.url).downloadArtifact(LIBRARY, 1, never)).rejects.toMatchObject({ kind: 'gone' });
});

test('aborting ends a download that has begun', async () => {
  await using store = await serve((_request, response) => {
    response.writeHead(200).write('the beginning');
  });
  await using server = await serve(always(302, { location: `${store.url}/blob` }, ''));
  const abort = new AbortController();
  const stream = await unpaced(server.url).downloadArtifact(LIBRARY, 1, abort.signal);
  const read = digestOf(stream);
  abort.abort(new Error('the train was cancelled'));
  await expect(read).rejects.toThrow('the train was cancelled');
});

test('aborting ends a question to GitHub at once, without asking again', async () => {
  const abort = new AbortController();
  await using server = await serve(() => {
    abort.abort(new Error('the train was cancelled'));
  });
  // Waiting to ask again would outlast the test.
  const pacing = { writeSpacing: 0, releaseSpacing: 0, retryBackoff: 600_000 };
  const download = unpaced(server.url, { pacing }).downloadArtifact(LIBRARY, 1, abort.signal);
  await expect(download).rejects.toMatchObject({ kind: 'unavailable', status: null });
  await expect(download).rejects.toThrow('the train was cancelled');
  expect(server.received).toHaveLength(1);
});
