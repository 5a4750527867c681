import { expect, test } from 'vitest';
import { workflow } from '../support/acme.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, repository } from '../support/chains.ts';
import { lastStateOf, startRelease } from '../support/start-trains.ts';

test('an image whose digest cannot be read stops the release before anything is there', async () => {
  const images = [{ name: 'ghcr.io/acme/app', tag: '{version_number}', digest: 'image-digest' }];
  // The simulated build leaves noise in every file.
  const cascade = await startCascade(chain([repository('app', { images })]));
  const { builds, publishing } = await lastStateOf((await startRelease(cascade)).result());
  expect(builds).toMatchObject([{ status: 'succeeded' }]);
  expect(publishing).toMatchObject({
    status: 'failed',
    why: expect.stringMatching(
      /^Nothing was published: app: the artifact image-digest must hold one file with the digest of ghcr\.io\/acme\/app:1\.4\.0,/,
    ) as string,
  });
  expect(cascade.simulator.releases('acme/app')).toEqual([]);
});

test('a build that leaves no digest of its image has failed, as without any other artifact', async () => {
  const images = [{ name: 'ghcr.io/acme/app', tag: '{version}', digest: 'image-digest' }];
  const described = chain([repository('app', { images })]);
  const artifacts = [{ name: 'app-v1.5.0.tar.gz', files: [{ path: 'app', bytes: 10 }] }];
  const cascade = await startCascade(described, {
    scenario: { repositories: [{ owner: 'acme', name: 'app', workflows: [workflow({ artifacts })] }] },
  });
  const { builds } = await lastStateOf((await startRelease(cascade, 'v1.5.0')).result());
  expect(builds).toMatchObject([{ reason: { code: 'artifacts-missing', names: ['image-digest'] } }]);
});
