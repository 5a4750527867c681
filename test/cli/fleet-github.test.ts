import { readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Acme, repository, startAcme, TOKEN } from '../support/acme.ts';
import { gitHubOf } from '../support/published-releases.ts';
import { runCli } from '../support/run-cli.ts';

const ENGINE = { owner: 'acme', name: 'engine' };
const TEMPLATES = 'src/fleet/workflows';

/** The chain, with everything taken from one commit of the CI repository. */
const chainAt = (commit: string) => `# The chain of acme.
chain: acme
release: { publish_in: app }
defaults: { build: { workflows: [build.yml], inputs: { version: '{version}', sha: '{sha}' } } }
fleet:
  ci: acme/ci
  actions: { commit: '${commit}', version: v0.1.0 } # what ours are built of
  workflows: { commit: '${commit}', version: v0.1.0 }
repositories:
  engine: { repository: acme/engine, fleet: { language: go } }
  app: { repository: acme/app, needs: [engine], fleet: { language: node } }
`;

/** The reusable actions workflows as far as a call is concerned. */
const WORKFLOWS = Object.fromEntries(
  readdirSync(TEMPLATES).map((name) => [`.github/workflows/${name}`, readFileSync(join(TEMPLATES, name), 'utf8')]),
);

/** An organisation whose CI repository had its files on a branch of old; `pin` is their commit. */
async function startFleet(): Promise<{ readonly acme: Acme; readonly pin: string }> {
  const empty = { workflows: [], files: { 'README.md': 'Hello\n' } };
  const acme = await startAcme({ repositories: ['ci', 'engine', 'app'].map((name) => repository(name, empty)) });
  const { sha } = await acme.simulator.push('acme/ci', { branch: 'v0', files: WORKFLOWS });
  await writeFile(join(acme.cwd, 'cascade.yml'), chainAt(sha));
  return { acme, pin: sha };
}

function fleet(acme: Acme, ...words: readonly string[]) {
  return runCli(['fleet', ...words], { cwd: acme.cwd, env: { ...acme.variables(), CASCADE_WRITE_SPACING_MS: '0' } });
}

test('sync proposes to every repository what is generated, and says so; a second time there is nothing to do', async () => {
  const { acme } = await startFleet();
  const dry = await fleet(acme, 'sync', '--dry-run', '--only', 'acme/engine');
  expect(dry).toMatchObject({ status: 0, stderr: '' });
  expect(dry.stdout).toMatch(/^acme\/engine {2}pull request would be opened\n {2}write {3}\.github\/workflows\//);
  expect(dry.stdout).toMatch(/\n1 repository: .*Nothing was written\.\n$/);

  const { status, stdout } = await fleet(acme, 'sync', '--json');
  expect(status).toBe(0);
  const outcomes = ['acme/ci', 'acme/engine', 'acme/app'].map((repo) => ({ repository: repo, outcome: 'opened' }));
  expect(JSON.parse(stdout)).toMatchObject({ dryRun: false, repositories: outcomes });
  const again = await fleet(acme, 'sync');
  expect(again.stdout).toContain(
    '3 repositories: 0 in order, 3 with a pull request, 0 skipped, 0 files left to a person.',
  );

  const proposed = await gitHubOf(acme).fileAt(ENGINE, '.github/workflows/ci.yml', 'cascade/fleet');
  expect(proposed?.text).toContain('acme/ci/.github/workflows');
  expect(acme.simulator.violations()).toEqual([]);
}, 120_000);

test('nothing is proposed whose pin does not have what is called, and the status is 1', async () => {
  const { acme } = await startFleet();
  await writeFile(join(acme.cwd, 'cascade.yml'), chainAt('0'.repeat(40)));
  const { status, stdout } = await fleet(acme, 'sync', '--only', 'acme/engine');
  expect(status).toBe(1);
  expect(stdout).toContain('acme/engine  skipped');
  expect(stdout).toContain('ci-go.yml at 0000000 is called, and is not there');
}, 120_000);

test('where a person has to look the status is 1, and --take settles it', async () => {
  const { acme } = await startFleet();
  await acme.simulator.push('acme/engine', { files: { '.github/workflows/ci.yml': 'name: mine\n' } });
  const words = ['sync', '--only', 'acme/engine'];
  const left = await fleet(acme, ...words);
  expect(left.status).toBe(1);
  expect(left.stdout).toContain('leave   .github/workflows/ci.yml  was written by hand');
  expect(await fleet(acme, ...words, '--take', '.github/workflows/ci.yml')).toMatchObject({ status: 0 });
}, 120_000);

test('bump shows what is newer, and with --yes writes it without changing anything else', async () => {
  const { acme, pin } = await startFleet();
  const { commit } = await acme.simulator.publishRelease('acme/ci', { tag: 'v1.0.0' });
  const file = join(acme.cwd, 'cascade.yml');
  const shown = await fleet(acme, 'bump');
  expect(shown.stdout).toMatch(/^actions of acme\/ci +/);
  expect(shown.stdout).toContain(`v0.1.0 ${pin.slice(0, 7)}  -> v1.0.0 ${commit.slice(0, 7)}`);
  expect(shown.stdout).toContain('2 pins can be newer. Nothing was written: --yes does it.');
  expect(await readFile(file, 'utf8')).toBe(chainAt(pin));

  const written = await fleet(acme, 'bump', '--yes', '--json');
  const bumped = { path: ['fleet', 'workflows'], newer: { version: 'v1.0.0', commit } };
  const pins: unknown = expect.arrayContaining([expect.objectContaining(bumped)]);
  expect(JSON.parse(written.stdout)).toEqual({ written: true, pins });
  expect(await readFile(file, 'utf8')).toBe(chainAt(commit).replaceAll('v0.1.0', 'v1.0.0'));
  // Others' actions are not in this GitHub.
  expect(written.status).toBe(1);
  expect(written.stdout).not.toContain(TOKEN);
}, 120_000);
