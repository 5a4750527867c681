import { expect, test } from 'vitest';
import { repository as simulated, workflow } from '../support/acme.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, expectedArtifact, releaseTarget, repository } from '../support/chains.ts';
import { startRelease } from '../support/start-trains.ts';

/** More than GitHub lists on a page. */
const PARTS = Array.from({ length: 103 }, (_, index) => `part-${index}`);

test(
  'of an actions run with more artifacts than a page lists all are in the release',
  { timeout: 120_000 },
  async () => {
    const release = releaseTarget({
      looseFiles: false,
      packages: [{ of: 'all', format: 'zip', name: '{chain}-{version}.zip' }],
    });
    const app = repository('app', { artifacts: [expectedArtifact('part-*')] });
    const artifacts = PARTS.map((name) => ({ name, files: [{ path: name, text: `the text of ${name}` }] }));
    const repositories = [simulated('app', { workflows: [workflow({ artifacts })] })];
    const cascade = await startCascade(chain([app], { name: 'acme-many', release }), { scenario: { repositories } });
    await (await startRelease(cascade)).result();
    const downloads = cascade.simulator.requests().filter(({ operation }) => operation === 'actions/download-artifact');
    expect(downloads).toHaveLength(PARTS.length);
    const [published] = cascade.simulator.releases('acme/app');
    expect(published).toMatchObject({ draft: false });
    expect(published?.assets.map(({ name }) => name)).toContain('acme-many-v1.4.0.zip');
    expect(cascade.simulator.violations()).toEqual([]);
  },
);
