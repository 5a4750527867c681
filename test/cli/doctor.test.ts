import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Acme, repository, startAcme, TOKEN, workflow } from '../support/acme.ts';
import { runCli } from '../support/run-cli.ts';

function doctor(acme: Acme, words: readonly string[] = [], env?: Readonly<Record<string, string>>) {
  return runCli(['doctor', ...words], { cwd: acme.cwd, env: acme.variables(env) });
}

test('a chain that has all it needs is said to be in order', async () => {
  const { status, stdout, stderr } = await doctor(await startAcme());
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('  ✔ credentials       work as cascade-bot\n');
  expect(stdout).toContain('acme/engine\n  ✔ repository        its default branch is main\n');
  expect(stdout).toMatch(/acme: \d+ of 5000 requests are left until \d\d:\d\d UTC/);
  expect(stdout).toMatch(/\n22 checks: 0 wrong, 3 to look at\.\n$/);
});

test('what is wrong is shown with what to do, and ends with status 1', async () => {
  const acme = await startAcme({
    repositories: [
      repository('engine', { workflows: [workflow({ runName: 'Build' })] }),
      repository('app', { actionsEnabled: false }),
    ],
  });
  const { status, stdout } = await doctor(acme);
  expect(status).toBe(1);
  expect(stdout).toContain('  ✖ Actions           are off\n                      Turn them on under Settings');
  expect(stdout).toContain('Write `run-name: Build ${{ inputs.cascade }}` on its top level');
  const json = await doctor(acme, ['--json']);
  expect(json.status).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, groups: [{ subject: 'Configuration' }, {}, {}, {}, {}] });
});

test('one chain of several can be looked at', async () => {
  const acme = await startAcme();
  await writeFile(join(acme.cwd, 'other.yml'), 'chain: other\nrepositories: { gone: { repository: acme/gone } }\n');
  const env = { CASCADE_GITHUB_TOKEN: TOKEN, CASCADE_CHAINS: 'cascade.yml,other.yml' };
  expect((await doctor(acme, [], env)).status).toBe(1);
  expect((await doctor(acme, ['--chain', 'acme'], env)).status).toBe(0);
});
