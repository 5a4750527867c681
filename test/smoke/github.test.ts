import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { repository, startAcme, TOKEN, workflow } from '../support/acme.ts';

const SMOKE = fileURLToPath(new URL('github.ts', import.meta.url));

async function smoke(env: Readonly<Record<string, string>>): Promise<{ status: unknown; output: string }> {
  const child = spawn(process.execPath, [SMOKE], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [status] = (await closed) as [number | null];
  return { status, output: stdout + stderr };
}

/** A repository whose build leaves what the smoke test expects. */
function built(name: string) {
  const file = `${name}-\${{ inputs.version }}.tar.gz`;
  return repository(name, {
    workflows: [workflow({ artifacts: [{ name: file, files: [{ path: file, bytes: 1000 }] }] })],
  });
}

test('without its variables it says loudly that it was skipped, and why', async () => {
  expect(await smoke({})).toEqual({
    status: 0,
    output: expect.stringMatching(/^SKIPPED: .*\n {2}CASCADE_SMOKE_TOKEN is not set;/) as string,
  });
  const one = await smoke({ CASCADE_SMOKE_TOKEN: TOKEN, CASCADE_SMOKE_REPOSITORIES: 'acme/engine' });
  expect(one.output).toContain('must name two repositories or more');
});

test(
  'against a GitHub it makes a release, verifies it and says what it left behind',
  { timeout: 120_000 },
  async () => {
    const { simulator } = await startAcme({ repositories: [built('engine'), built('app')] });
    const { status, output } = await smoke({
      CASCADE_SMOKE_TOKEN: TOKEN,
      CASCADE_SMOKE_REPOSITORIES: 'acme/engine,acme/app',
      CASCADE_SMOKE_URL: simulator.url,
      CASCADE_WRITE_SPACING_MS: '0',
      CASCADE_RELEASE_SPACING_MS: '0',
    });
    expect(output).toMatch(/\nOK: v0\.0\.\d+ is published and right\.\n/);
    expect(status).toBe(0);
    expect(output).toMatch(/gh release delete v0\.0\.\d+ --repo acme\/app --cleanup-tag/);
    expect(simulator.releases('acme/app')).toMatchObject([{ draft: false }]);
    expect(simulator.runs()).toHaveLength(2);
    expect(simulator.violations()).toEqual([]);
  },
);

test('a repository without the actions workflow is not written to unless that is asked for', async () => {
  const { simulator } = await startAcme({ repositories: [built('engine'), repository('app', { workflows: [] })] });
  const { status, output } = await smoke({
    CASCADE_SMOKE_TOKEN: TOKEN,
    CASCADE_SMOKE_REPOSITORIES: 'acme/engine,acme/app',
    CASCADE_SMOKE_URL: simulator.url,
  });
  expect(status).toBe(1);
  expect(output).toContain(
    'FAILED: acme/app has no .github/workflows/build.yml: add examples/actions/build.yml yourself',
  );
  expect(simulator.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
});
