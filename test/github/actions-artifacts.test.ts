import { expect, test } from 'vitest';
import type { ArtifactReport } from '../../src/domain/actions-run.ts';
import { digestOf } from './support/digest-of.ts';
import { always, serve } from './support/loopback.ts';
import { LIBRARY, simulated, unpaced, type SimulatedGitHub } from './support/simulated.ts';

const never = new AbortController().signal;

const BUILD = {
  path: '.github/workflows/build.yml',
  name: 'Build',
  on: { repository_dispatch: { types: ['upstream'] } },
  jobs: [{ name: 'compile', seconds: 0 }],
};

/** The id of an actions run that has ended. */
async function builtRun({ github, simulator }: SimulatedGitHub): Promise<number> {
  await github.dispatch({ ...LIBRARY, type: 'repository_dispatch', eventType: 'upstream', payload: {} }, Infinity);
  await simulator.when(() => simulator.runs()[0]?.status === 'completed');
  return simulator.runs()[0]?.id ?? 0;
}

async function builtArtifact(gitHub: SimulatedGitHub): Promise<ArtifactReport> {
  const [artifact] = await gitHub.github.artifacts(LIBRARY, await builtRun(gitHub));
  if (artifact === undefined) throw new Error('the actions run left no artifact');
  return artifact;
}

test('an artifact streams with the digest that the list announced', async () => {
  await using gitHub = await simulated();
  const artifact = await builtArtifact(gitHub);
  expect(artifact).toMatchObject({ name: 'library.tar.gz', expired: false });
  const { content, zipped } = await gitHub.github.downloadArtifact(LIBRARY, artifact.id, never);
  expect([await digestOf(content), zipped]).toEqual([artifact.digest, true]);
});

test('an artifact of a repository that was renamed since is found under the old name', async () => {
  await using gitHub = await simulated();
  const artifact = await builtArtifact(gitHub);
  gitHub.simulator.rename('acme/library', 'acme/renamed');
  const { content, zipped } = await gitHub.github.downloadArtifact(LIBRARY, artifact.id, never);
  expect([await digestOf(content), zipped]).toEqual([artifact.digest, true]);
});

test.each([
  ['application/zip', '/blob', true],
  ['Application/X-Zip-Compressed; charset=binary', '/blob', true],
  ['application/octet-stream', '/blobs/1.zip', true],
  ['application/octet-stream', '/blob?name=library.zip', false],
  ['text/plain', '/blob', false],
  [undefined, '/blob', null],
])('an artifact of type %s at %s is stored as a zip: %s', async (type, address, zipped) => {
  await using server = await serve((request, response) => {
    if (request.url?.startsWith('/repos/') === true) response.writeHead(302, { location: address }).end();
    else response.writeHead(200, type === undefined ? {} : { 'content-type': type }).end('content');
  });
  const artifact = await unpaced(server.url).downloadArtifact(LIBRARY, 1, never);
  expect(artifact.zipped).toBe(zipped);
  await artifact.content.cancel();
});

test('of more artifacts than a page holds all are listed', async () => {
  const artifacts = Array.from({ length: 203 }, (_, index) => ({ name: `part-${index}`, files: [] }));
  await using gitHub = await simulated({ repositories: [{ ...LIBRARY, workflows: [{ ...BUILD, artifacts }] }] });
  const listed = await gitHub.github.artifacts(LIBRARY, await builtRun(gitHub));
  expect(new Set(listed.map(({ name }) => name))).toEqual(new Set(artifacts.map(({ name }) => name)));
});

test('an artifact that has expired is gone', async () => {
  await using server = await serve(always(410, {}, { message: 'Artifact has expired' }));
  await expect(unpaced(server.url).downloadArtifact(LIBRARY, 1, never)).rejects.toMatchObject({ kind: 'gone' });
});
