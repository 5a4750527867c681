import { expect, test } from 'vitest';
import { startAcme } from '../support/acme.ts';
import { makeRelease } from '../support/published-releases.ts';
import { runCli } from '../support/run-cli.ts';

test('the version after the highest that was published is printed, whatever was published last', async () => {
  const acme = await startAcme();
  await makeRelease(acme, 'v1.10.0');
  await makeRelease(acme, 'v1.9.3');
  await makeRelease(acme, 'v2.0.0', { draft: true });
  await makeRelease(acme, 'nightly-20261121-3f2a91c', { prerelease: true });
  const options = { cwd: acme.cwd, env: acme.variables() };
  expect(await runCli(['bump', 'minor'], options)).toEqual({ status: 0, stdout: 'v1.11.0\n', stderr: '' });
  const json = await runCli(['bump', 'pre', '--json'], options);
  expect(JSON.parse(json.stdout)).toEqual({ version: 'v1.10.0', next: 'v1.10.1-rc.1' });
});

test('where nothing was published, it asks what comes before', async () => {
  const acme = await startAcme();
  const { status, stderr } = await runCli(['bump', 'minor'], { cwd: acme.cwd, env: acme.variables() });
  expect(status).toBe(2);
  expect(stderr).toBe('acme/app has no release of a version yet: say what comes before by --of VERSION.\n');
});

test('the version can be given, and must be one', async () => {
  expect((await runCli(['bump', 'patch', '--of', 'v1.2.9'])).stdout).toBe('v1.2.10\n');
  const { status, stderr } = await runCli(['bump', 'patch', '--of', 'one']);
  expect(status).toBe(2);
  expect(stderr).toBe('--of: "one" is no version; write it as v1.4.0 or 1.4.0-rc.1\n');
});
