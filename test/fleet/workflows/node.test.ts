import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../engine/folders.ts';
import { someOf } from '../../support/long.ts';
import { runStep, stepsOf } from './job-steps.ts';

/** A job's folder with a package in `source` that needs no other one. */
async function workspaceWith(scripts: Readonly<Record<string, string>>): Promise<string> {
  const workspace = await temporaryFolder();
  const own = { name: '@acme/words', version: '1.4.0' };
  mkdirSync(join(workspace, 'source'));
  const lock = { ...own, lockfileVersion: 3, requires: true, packages: { '': own } };
  for (const [name, content] of Object.entries({ 'package.json': { ...own, scripts }, 'package-lock.json': lock })) {
    writeFileSync(join(workspace, 'source', name), JSON.stringify(content));
  }
  return workspace;
}

function run(workflow: string, name: string, workspace: string, env: Readonly<Record<string, string>> = {}) {
  return runStep(workflow, name, join(workspace, 'source'), {
    ...env,
    npm_config_cache: join(workspace, 'node-cache'),
  });
}

describe('a build of a Node repository', { timeout: 60_000 }, () => {
  test('builds and packs it under the name that the chain has for it', async () => {
    const workspace = await workspaceWith({ build: 'echo made > made.txt' });
    const dist = join(workspace, 'dist');
    const { status, stderr } = run('build-node', 'Build', workspace, { FILE: 'words-v1.4.0.tgz', DIST: dist });
    expect(status, stderr).toBe(0);
    expect(readdirSync(dist)).toEqual(['words-v1.4.0.tgz']);
    expect(readdirSync(join(workspace, 'source'))).toContain('made.txt');
  });

  test('without a package only builds, and fails where that does', async () => {
    const [good, bad] = [await workspaceWith({}), await workspaceWith({ build: 'exit 1' })];
    const [first, second] = [good, bad].map((workspace) =>
      run('build-node', 'Build', workspace, { FILE: '', DIST: join(workspace, 'dist') }),
    );
    expect([first?.status, second?.status]).toEqual([0, 1]);
    expect(readdirSync(join(good, 'dist'))).toEqual([]);
  });
});

const CHECKS = [
  ['Test', 'test'],
  ['Lint', 'lint'],
  ['Build', 'build'],
] as const;

test.each(someOf(CHECKS, 0))(
  'the check %s runs the script of that name',
  async (name, script) => {
    const [good, bad] = [await workspaceWith({ [script]: 'exit 0' }), await workspaceWith({ [script]: 'exit 1' })];
    expect(run('ci-node', 'Install', good).status).toBe(0);
    expect([run('ci-node', name, good).status, run('ci-node', name, bad).status]).toEqual([0, 1]);
  },
  60_000,
);

test('all checks share what npm downloads', () => {
  const caching = stepsOf('ci-node').filter(({ uses }) => uses?.includes('cache') === true);
  expect(caching).toHaveLength(4);
  expect(JSON.stringify(caching.map((step) => step.with))).not.toMatch(/matrix\.check|outputs\.needs/);
});
