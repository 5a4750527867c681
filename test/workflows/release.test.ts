import { expect, test } from 'vitest';
import { parseManifest } from '../../src/artifacts/documents/manifest-schema.ts';
import { openPgpSigner } from '../../src/artifacts/signing.ts';
import { makeGpg } from '../artifacts/gpg.ts';
import { startCascade } from '../support/cascade.ts';
import { chainOf, G2 } from '../support/chains.ts';
import { releasedFiles } from '../support/released-files.ts';
import { failureOf, lastStateOf, startRelease, statuses } from '../support/start-trains.ts';

const DOCUMENTS = ['SHA256SUMS', 'bom.cdx.json', 'manifest.json', 'provenance.intoto.json'];

/** A chain whose trains have names of their own: the tests of a file share a server. */
const smallChain = (name: string) =>
  chainOf(
    [
      ['core', []],
      ['app', ['core']],
    ],
    { name },
  );

test('a release builds every repository after its needs and publishes what was built, once', async () => {
  const cascade = await startCascade(G2);
  const { simulator, chain } = cascade;
  const view = await (await startRelease(cascade)).result();

  expect(view.state).toBe('succeeded');
  const runs = new Map(simulator.runs().map((run) => [run.repository, run]));
  for (const { name, needs } of chain.repositories) {
    for (const need of needs) {
      const [own, before] = [runs.get(`acme/${name}`), runs.get(`acme/${need}`)];
      expect(own?.createdAt, `${name} after ${need}`).toBeGreaterThanOrEqual(before?.completedAt ?? Infinity);
    }
  }
  expect(simulator.runs()).toHaveLength(chain.repositories.length);
  const [release, ...others] = simulator.releases('acme/commons');
  expect(others).toEqual([]);
  expect(release).toMatchObject({ tag: 'v1.4.0', draft: false, prerelease: false });
  expect(release?.assets.map(({ name }) => name).sort()).toEqual(
    [...DOCUMENTS, ...chain.repositories.map(({ alias }) => `${alias}-v1.4.0.tar.gz`)].sort(),
  );
  expect(simulator.violations()).toEqual([]);
});

test('its manifest tells of every repository and file, and its notes of the commits and of what is not signed', async () => {
  const cascade = await startCascade(smallChain('told'));
  await (await startRelease(cascade)).result();
  const [release] = cascade.simulator.releases('acme/app');
  const files = await releasedFiles(cascade, 'acme/app');
  const parsed = parseManifest(files.get('manifest.json') ?? '');
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  const { repositories, files: told } = parsed.manifest;
  expect(repositories.map(({ alias, commit, run }) => [alias, commit.length, run?.repository])).toEqual([
    ['core', 40, 'acme/core'],
    ['app', 40, 'acme/app'],
  ]);
  expect(told.map(({ name, checks }) => [name, checks.map(({ check }) => check)])).toEqual([
    ['core-v1.4.0.tar.gz', ['digest']],
    ['app-v1.4.0.tar.gz', ['digest']],
  ]);
  for (const { commit } of repositories) expect(release?.body).toContain(commit.slice(0, 7));
  expect(release?.body).toMatch(/unsigned|not signed/i);
});

test('with a key the checksums and the manifest are signed, as gpg itself says', async () => {
  await using ends = new AsyncDisposableStack();
  const gpg = ends.use(await makeGpg());
  const fingerprint = await gpg.makeKey('Release Manager <releases@acme.test>');
  const signer = await openPgpSigner({ key: await gpg.exportSecret(fingerprint), passphrase: null });
  const cascade = await startCascade(smallChain('signed'), { signer });
  const view = await (await startRelease(cascade)).result();

  expect(view.state).toBe('succeeded');
  const files = await releasedFiles(cascade, 'acme/app');
  for (const name of ['SHA256SUMS', 'manifest.json']) {
    const status = await gpg.verify(files.get(name) ?? '', files.get(`${name}.asc`) ?? '');
    expect(status).toContain(`VALIDSIG ${fingerprint}`);
  }
  expect(cascade.simulator.releases('acme/app')[0]?.body).toContain(fingerprint);
});

test('a trial ends with the draft: all is there, and nothing is published or tagged', async () => {
  const cascade = await startCascade(smallChain('trial'));
  const view = await (await startRelease(cascade, 'v1.4.0', { dryRun: true })).result();
  expect(view.state).toBe('succeeded');
  const [release, ...others] = cascade.simulator.releases('acme/app');
  expect(others).toEqual([]);
  expect(release).toMatchObject({ draft: true, tag: 'v1.4.0' });
  expect(release?.assets.map(({ name }) => name).sort()).toEqual([
    ...DOCUMENTS.slice(0, 1),
    'app-v1.4.0.tar.gz',
    ...DOCUMENTS.slice(1, 2),
    'core-v1.4.0.tar.gz',
    ...DOCUMENTS.slice(2),
  ]);
  const asked = cascade.simulator.requests().map(({ operation }) => operation);
  expect(asked).not.toContain('git/create-ref');
  expect(cascade.simulator.releases('acme/app').some(({ draft }) => !draft)).toBe(false);
});

test('a build that fails blocks what depends on it, the rest is built, and nothing is published', async () => {
  const cascade = await startCascade(
    { ...G2, name: 'failing' },
    { scenario: { behaviours: [{ kind: 'conclude', repository: 'acme/node', conclusion: 'failure' }] } },
  );
  const view = await lastStateOf((await startRelease(cascade)).result());

  expect(statuses(view)).toEqual({
    consensus: 'succeeded',
    commons: 'succeeded',
    protocol: 'succeeded',
    node: 'failed',
    sdk: 'blocked',
    bllvm: 'blocked',
    'governance-app': 'blocked',
  });
  expect(view.builds.find(({ alias }) => alias === 'governance-app')?.why).toBe('blocked by node');
  expect(cascade.simulator.releases('acme/commons')).toEqual([]);
});

test('a release whose name is taken by somebody else stops before anything is built, says so, and leaves theirs alone', async () => {
  const cascade = await startCascade(smallChain('taken'));
  await cascade.simulator.publishRelease('acme/app', { tag: 'v1.4.0', body: 'made by hand', login: 'a-person' });
  const failure = await failureOf((await startRelease(cascade)).result());

  expect(failure.message).toContain('acme/app already has a release v1.4.0 that this train did not make');
  expect(cascade.simulator.runs()).toEqual([]);
  expect(cascade.simulator.releases('acme/app')).toMatchObject([{ body: 'made by hand', assets: [] }]);
});
