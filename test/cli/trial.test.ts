import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startAcme } from '../support/acme.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { startRunning } from '../support/running-acme.ts';

const CHAIN = `chain: acme
release: { publish_in: app }
defaults: { build: { workflows: [build.yml], inputs: { version: '{version}', sha: '{sha}' } } }
repositories:
  engine: { repository: acme/engine, artifacts: ['engine-{version}.tar.gz'] }
  app: { repository: acme/app, needs: [engine], artifacts: ['app-{version}.tar.gz'] }
`;

/** Commands are processes, and a trial takes several of them. */
const PATIENT = { timeout: 180_000 };

const FILES = [
  ...['SHA256SUMS', 'app-v1.4.0.tar.gz', 'bom.cdx.json', 'engine-v1.4.0.tar.gz'],
  ...['manifest.json', 'provenance.intoto.json'],
];

test(
  'a trial leaves what would be published in the folder, verified, and neither release nor draft',
  PATIENT,
  async () => {
    const { simulator, cwd, cascade } = await startRunning(CHAIN);
    const tried = await cascade('release', 'v1.4.0', '--dry-run', '--to', 'trial');
    expect(tried.stderr).toBe('');
    expect(tried.status).toBe(0);
    expect(tried.stdout).toMatch(/\nWhat would be published as v1\.4\.0 is in trial:\n/);
    for (const file of FILES) expect(tried.stdout).toMatch(new RegExp(`^ {2}${file} +\\S+ k?B +[0-9a-f]{64}$`, 'mi'));
    expect(tried.stdout).toMatch(
      /\n6 files, each as its checksum says\. The draft was removed; nothing was published\.\n$/,
    );
    expect((await readdir(join(cwd, 'trial'))).sort()).toEqual([...FILES].sort());
    expect(simulator.releases('acme/app')).toEqual([]);

    // Nothing is in the way of the next one.
    const other = await cascade('release', 'v1.4.0', '--dry-run', '--to', 'other', '--json');
    expect(other.status).toBe(0);
    expect(JSON.parse(other.stdout)).toMatchObject({
      train: 'acme/release/v1.4.0',
      folder: 'other',
      passed: true,
      changed: [],
      left: null,
      files: expect.arrayContaining([expect.objectContaining({ name: 'engine-v1.4.0.tar.gz' })]) as unknown,
    });
    expect(simulator.violations()).toEqual([]);
  },
);

test('a trial that fails leaves an empty folder and status 1', PATIENT, async () => {
  const { cwd, cascade } = await startRunning(CHAIN);
  const { status, stdout } = await cascade(
    ...['release', 'v1.4.0', '--dry-run', '--to', 'trial', '--ref', 'engine=gone'],
  );
  expect(status).toBe(1);
  expect(stdout).toContain('acme/engine has no "gone"');
  expect(await readdir(join(cwd, 'trial'))).toEqual([]);
});

test('what can be known before is refused before anything is started', PATIENT, async () => {
  const acme = await startAcme();
  const release = (...words: readonly string[]): Promise<CliResult> =>
    runCli(['release', 'v1.4.0', ...words], { cwd: acme.cwd, env: acme.variables() });
  expect((await release('--to', 'trial')).stderr).toBe('--to: what is tried goes into a folder; add --dry-run.\n');
  await mkdir(join(acme.cwd, 'full'));
  await writeFile(join(acme.cwd, 'full', 'file'), '');
  expect((await release('--dry-run', '--to', 'full')).stderr).toContain('full is not empty');
  expect((await release('--dry-run', '--to', 'full/file')).stderr).toMatch(/^--to: .*EEXIST/);
  await writeFile(join(acme.cwd, 'cascade.yml'), 'chain: acme\nrepositories: { app: { repository: acme/app } }\n');
  expect((await release('--dry-run', '--to', 'trial')).stderr).toContain('publishes no releases');
});
