import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ActionsWorkflowScenario } from '../../simulator/scenario.ts';
import { BILL_OF_MATERIALS, MANIFEST, PROVENANCE } from '../../src/domain/release/document-names.ts';
import { temporaryFolder } from '../engine/folders.ts';
import { workflow } from '../support/acme.ts';
import { startCascade, type TestCascade } from '../support/cascade.ts';
import { chain, repository } from '../support/chains.ts';
import { releasedFiles } from '../support/released-files.ts';
import { runCli } from '../support/run-cli.ts';
import { lastStateOf, startRelease } from '../support/start-trains.ts';

const DIGEST = `sha256:${'1f'.repeat(32)}`;
const PULLED = `ghcr.io/acme/app@${DIGEST}`;

type Artifacts = ActionsWorkflowScenario['artifacts'];
type Files = Artifacts[number]['files'];

const APP: Artifacts = [{ name: 'app-${{ inputs.version }}.tar.gz', files: [{ path: 'app', text: 'the app' }] }];

/** The app, whose build pushes an image and leaves these artifacts besides its own. */
function startWithImage(artifacts: Artifacts): Promise<TestCascade> {
  const images = [{ name: 'ghcr.io/acme/app', tag: '{version_number}', digest: 'image-digest' }];
  const workflows = [workflow({ artifacts: [...APP, ...artifacts] })];
  return startCascade(chain([repository('app', { images })]), {
    scenario: { repositories: [{ owner: 'acme', name: 'app', workflows }] },
  });
}

function saying(...files: Files): Artifacts {
  return [{ name: 'image-digest', files }];
}

async function folderWith(files: ReadonlyMap<string, string>): Promise<string> {
  const folder = join(await temporaryFolder(), 'release');
  await mkdir(folder);
  for (const [name, content] of files) await writeFile(join(folder, name), content);
  return folder;
}

test('an image is named by its digest in manifest, bill of materials, provenance and notes, and by cascade verify', async () => {
  const cascade = await startWithImage(saying({ path: 'image-digest.txt', text: `${DIGEST}\n` }));
  expect((await (await startRelease(cascade)).result()).state).toBe('succeeded');

  const files = await releasedFiles(cascade, 'acme/app');
  expect([...files.keys()]).not.toContain('image-digest.txt');
  const documentOf = (name: string): unknown => JSON.parse(files.get(name) ?? '');
  expect(documentOf(MANIFEST)).toMatchObject({
    images: [{ alias: 'app', reference: 'ghcr.io/acme/app:1.4.0', digest: DIGEST }],
  });
  const hashes = [{ alg: 'SHA-256', content: '1f'.repeat(32) }];
  expect(documentOf(BILL_OF_MATERIALS)).toMatchObject({
    components: expect.arrayContaining([
      expect.objectContaining({ type: 'container', name: 'ghcr.io/acme/app', version: '1.4.0', hashes }),
    ]) as unknown,
  });
  expect(documentOf(PROVENANCE)).toMatchObject({
    subject: expect.arrayContaining([{ name: 'ghcr.io/acme/app', digest: { sha256: '1f'.repeat(32) } }]) as unknown,
  });
  expect(cascade.simulator.releases('acme/app')[0]?.body).toContain(`| \`ghcr.io/acme/app:1.4.0\` | \`${PULLED}\` |`);

  const { status, stdout } = await runCli(['verify', await folderWith(files)]);
  expect(status, stdout).toBe(0);
  expect(stdout).toMatch(new RegExp(`image ghcr\\.io/acme/app:1\\.4\\.0 +not checked +.*pull ${PULLED},`));
});

describe('a digest that cannot be read stops the release before anything is there, and it is said what was found:', () => {
  test.each<[string, string, Files, string]>([
    ['no digest', 'v1.5.0', [{ path: 'digest', text: 'latest\n' }], 'holds digest of 7 bytes'],
    ['a file without a byte', 'v1.6.0', [{ path: 'digest', text: '' }], 'holds digest of 0 bytes'],
    ['no file', 'v1.7.0', [], 'holds nothing'],
  ])('%s', async (_, version, files, held) => {
    const cascade = await startWithImage(saying(...files));
    const { builds, publishing } = await lastStateOf((await startRelease(cascade, version)).result());
    expect(builds).toMatchObject([{ status: 'succeeded' }]);
    const must = `app: the artifact image-digest must hold one file with the digest of ghcr.io/acme/app:${version.slice(1)}`;
    expect(publishing).toMatchObject({
      status: 'failed',
      why: expect.stringMatching(new RegExp(`^Nothing was published: ${must}.*${held}`)) as string,
    });
    expect(cascade.simulator.releases('acme/app')).toEqual([]);
  });
});

test('a build that leaves no digest of its image has failed, as without any other artifact', async () => {
  const cascade = await startWithImage([]);
  const { builds } = await lastStateOf((await startRelease(cascade, 'v1.8.0')).result());
  expect(builds).toMatchObject([{ reason: { code: 'artifacts-missing', names: ['image-digest'] } }]);
});
