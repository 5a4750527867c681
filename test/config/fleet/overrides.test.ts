import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadFleet } from '../../../src/config/fleet/load.ts';
import { renderFleet } from '../../../src/fleet/render.ts';

const folder = mkdtempSync(join(tmpdir(), 'cascade-overrides-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const OURS = readFileSync('src/fleet/workflows/ci-rust.yml', 'utf8');

/** What is said of a fleet with this text in place of one of ours, or what it comes out as. */
async function overridden(text: string | null, name = 'ci-rust'): Promise<readonly string[]> {
  const file = join(folder, 'cascade.yml');
  const commit = 'a'.repeat(40);
  writeFileSync(
    file,
    `chain: acme
fleet:
  ci: acme/ci
  actions: { commit: ${commit}, version: v1.0.0 }
  workflows: { commit: ${commit}, version: v1.0.0 }
  overrides: { ${name}: ${name}.yml }
repositories:
  engine: { repository: acme/engine, build: false, fleet: { language: rust } }
`,
  );
  rmSync(join(folder, `${name}.yml`), { force: true });
  if (text !== null) writeFileSync(join(folder, `${name}.yml`), text);
  const loaded = await loadFleet(file);
  if (!loaded.ok) return loaded.problems.map(({ line, message }) => `${line}: ${message}`);
  const [ci] = renderFleet(loaded.fleet);
  return ci?.files.filter(({ path }) => path.endsWith(`${name}.yml`)).map((rendered) => rendered.text) ?? [];
}

test('an override takes the place of ours, with its pins put in', async () => {
  const [text = ''] = await overridden(`${OURS}\n# ours no longer\n`);
  expect(text).toContain('# ours no longer');
  expect(text).not.toContain('@pinned');
});

test.each([
  ['that is not there', null, /^6: ci-rust\.yml cannot be read/],
  ['that is no YAML', 'a: [', /^6: ci-rust\.yml is no YAML/],
  [
    'with an action that is not pinned',
    OURS.replace('actions/checkout@pinned', 'actions/checkout@v5'),
    /takes actions\/checkout@v5 by a name that can be moved/,
  ],
  ['without a time-out', OURS.replace('    timeout-minutes: 15\n', ''), /in job setup has no timeout-minutes/],
  ['without permissions', OURS.replace('permissions: {}\n', ''), /says no permissions/],
  ['that nobody can call', OURS.replace('workflow_call', 'workflow_dispatch'), /has no workflow_call/],
  [
    'that something else starts, too',
    OURS.replace('on:\n', 'on:\n  push:\n'),
    /is started by push; workflow_call alone/,
  ],
  ['that lacks the secret', OURS.replace(/ {4}secrets:\n.*\n/, ''), /lacks the secret read/],
  [
    'that requires the secret',
    OURS.replace('read: { required: false', 'read: { required: true'),
    /requires the secrets read, which not every repository gives it/,
  ],
  [
    'that requires an input of its own',
    OURS.replace('    secrets:\n', '      speed: { type: string, required: true }\n    secrets:\n'),
    /requires the inputs speed, which not every repository gives it/,
  ],
  [
    'that requires what only some give',
    OURS.replace("needs: { type: string, default: '[]'", 'needs: { type: string, required: true'),
    /requires the inputs needs/,
  ],
  ['with all permissions', OURS.replace('permissions: {}', 'permissions: write-all'), /says permissions: write-all/],
  [
    'with an action of whatever is checked out',
    OURS.replace('uses: CI/actions/setup@pinned', 'uses: ./source/setup'),
    /in job check takes \.\/source\/setup from whatever is checked out/,
  ],
  [
    'with an action that is left open, and not so that it would be pinned',
    OURS.replace('uses: actions/checkout@pinned', 'uses:  actions/checkout@pinned'),
    /takes actions\/checkout@pinned by a name that can be moved/,
  ],
  [
    'with the event in a script of JavaScript',
    OURS.replace(
      'uses: CI/actions/setup@pinned\n        with:\n',
      `uses: actions/github-script@${'a'.repeat(40)}\n        with:\n          script: log("\${{ github['event'].title }}")\n`,
    ),
    /hand it over by env/,
  ],
  ['that lacks an input', OURS.replace(/ {6}needs: .*\n/, ''), /lacks the inputs needs/],
  ['that leaves its token', OURS.replace('persist-credentials: false', 'fetch-depth: 1'), /persist-credentials: false/],
  [
    'with an input in a script',
    OURS.replace('run: cargo fmt', 'run: echo ${{ inputs.sha }}; cargo fmt'),
    /hand it over by env/,
  ],
])('an override %s is refused with its place', async (_, text, why) => {
  expect(await overridden(text)).toEqual([expect.stringMatching(why)]);
});

test('an action that the fleet has no pin for is refused', async () => {
  expect(await overridden(OURS.replace('actions/checkout@pinned', 'acme/unknown@pinned'))).toEqual([
    expect.stringContaining('acme/unknown@pinned has no pin'),
  ]);
});

test.each([
  ["with GitHub's cache", 'uses: actions/cache@pinned'],
  ["with somebody else's", `uses: Swatinem/rust-cache@${'a'.repeat(40)}`],
  ["with the runners'", 'uses: CI/actions/cache-restore@pinned'],
])('a build %s is refused: it may be published', async (_, uses) => {
  const ours = readFileSync('src/fleet/workflows/build-rust.yml', 'utf8');
  expect(await overridden(ours, 'build-rust')).toHaveLength(1);
  const cached = ours.replace('      - name: Pack\n', `      - name: Cache\n        ${uses}\n      - name: Pack\n`);
  expect(await overridden(cached, 'build-rust')).toEqual([
    expect.stringContaining('and what is published is built without a cache'),
  ]);
});
