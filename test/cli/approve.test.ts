import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCli } from '../support/run-cli.ts';
import { startRunning } from '../support/running-acme.ts';

const CHAIN = `chain: acme
release: { publish_in: engine }
gates: [{ name: ship, before: publishing, approvers: [ann], threshold: 1 }]
repositories:
  engine:
    repository: acme/engine
    build: { workflows: [build.yml], inputs: { version: '{version}' } }
    artifacts: ['engine-{version}.tar.gz']
`;

test(
  '`cascade up` without a secret makes its own, and a release is approved through it',
  { timeout: 240_000 },
  async () => {
    let token = '';
    const { simulator, api, cascade } = await startRunning(CHAIN, async (cwd) => {
      const env = { CASCADE_DATA: join(cwd, 'data') };
      token = (await runCli(['token', 'create', 'ann', '--scope', 'approve', '--scope', 'operate'], { cwd, env }))
        .stdout;
    });
    const env = { CASCADE_API_URL: api, CASCADE_TOKEN: token.trim() };
    const approve = () => runCli(['approve', 'acme/release/v1.4.0', 'ship', '--why', 'looked at it'], { env });
    const release = () => simulator.releases('acme/engine')[0];

    expect((await cascade('release', 'v1.4.0')).status).toBe(0);
    await expect
      .poll(async () => (await cascade('status', 'acme/release/v1.4.0', '--json')).stdout, { timeout: 60_000 })
      .toMatch(/"state": "needs-person"/);
    expect(release()?.draft).toBe(true);
    expect(await approve()).toEqual({
      status: 0,
      stdout: 'acme/release/v1.4.0, gate ship: ann approved: ann agreed\n',
      stderr: '',
    });
    await simulator.when(() => release()?.draft === false, 60_000);
  },
);

test('what was given wrongly is said before anything is asked', async () => {
  const both = await runCli(['approve', 'acme/release/v1.4.0', 'ship', '--statement', '--signed', 'a.asc']);
  expect(both).toMatchObject({ status: 2, stdout: '' });
  expect(both.stderr).toContain("option '--statement' cannot be used with option '--signed <file>'");
  const missing = await runCli(['reject', 'acme/release/v1.4.0', 'ship', '--signed', 'none.asc'], {
    env: { CASCADE_API_URL: 'http://127.0.0.1:1' },
  });
  expect(missing.stderr).toContain("The statement can't be read: ENOENT");
});
