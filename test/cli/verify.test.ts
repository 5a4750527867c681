import { exec } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { SIGNED, signatureName } from '../../src/domain/release/document-names.ts';
import { makeGpg } from '../artifacts/gpg.ts';
import { temporaryFolder } from '../engine/folders.ts';
import { startAcme } from '../support/acme.ts';
import { headOf, makeRelease } from '../support/published-releases.ts';
import { runCli } from '../support/run-cli.ts';
import { wholeRelease } from '../support/whole-releases.ts';

const FILES = { 'app.zip': 'the app', engine: 'the engine' };

/** A folder `release` with those files in a new one, and the public key of the signer, if any, beside it. */
async function releaseFolder(options: { readonly signed: boolean }) {
  const cwd = await temporaryFolder();
  const gpg = await makeGpg();
  onTestFinished(() => gpg[Symbol.asyncDispose]());
  const contents = wholeRelease(FILES);
  const fingerprint = await gpg.makeKey('Ada <ada@acme.test>');
  await writeFile(join(cwd, 'ada.asc'), await gpg.exportPublic(fingerprint));
  for (const document of options.signed ? SIGNED : []) {
    contents.set(signatureName(document), await gpg.sign(fingerprint, contents.get(document) ?? ''));
  }
  await mkdir(join(cwd, 'release'));
  for (const [name, content] of contents) await writeFile(join(cwd, 'release', name), content);
  return { cwd, fingerprint, verify: (...words: readonly string[]) => runCli(['verify', ...words], { cwd }) };
}

test('a signed folder passes with the key, offline, and the commands beside it say the same', async () => {
  const { cwd, fingerprint, verify } = await releaseFolder({ signed: true });
  const { status, stdout, stderr } = await verify('release', '--key', 'ada.asc');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('✔  engine                  ok  is as SHA256SUMS and manifest.json say\n');
  expect(stdout).toContain(`is signed by Ada <ada@acme.test> (${fingerprint})\n`);
  expect(stdout).toContain('\n8 checks: 0 failed, 0 not checked.\n');

  const [, commands = ''] = stdout.split('The same without Cascade:\n');
  expect(commands.trim().split(/\n */)).toEqual([
    'gpg --import ada.asc',
    'cd release',
    'gpg --verify manifest.json.asc manifest.json',
    'gpg --verify SHA256SUMS.asc SHA256SUMS',
    'sha256sum --check --strict SHA256SUMS',
  ]);
  const gpgHome = await temporaryFolder();
  const script = ['set -e', ...commands.trim().split('\n')].join('\n');
  const run = await promisify(exec)(script, { cwd, env: { ...process.env, GNUPGHOME: gpgHome } });
  expect(run.stdout).toContain('engine: OK');
});

test('without the key the signatures are not called good, and that is said loudly', async () => {
  const { verify } = await releaseFolder({ signed: true });
  const { status, stdout } = await verify('release');
  expect(status).toBe(0);
  expect(stdout).toMatch(/! {2}SHA256SUMS\.asc +not checked +no key was given/);
  expect(stdout).toContain('NO SIGNATURE WAS CHECKED');
});

test('an unsigned folder passes loudly, and fails where a key was given', async () => {
  const { verify } = await releaseFolder({ signed: false });
  const without = await verify('release');
  expect(without.status).toBe(0);
  expect(without.stdout).toContain('there are none: the release is unsigned');
  expect(without.stdout).not.toContain('gpg --verify');
  expect((await verify('release', '--key', 'ada.asc')).status).toBe(1);
});

test('a signature by somebody else, a file that is missing and one too many are all told, with status 1', async () => {
  const { cwd, verify } = await releaseFolder({ signed: true });
  const other = await releaseFolder({ signed: false });
  await rm(join(cwd, 'release', 'engine'));
  await writeFile(join(cwd, 'release', 'readme'), 'hello');
  await mkdir(join(cwd, 'release', 'more'));
  const { status, stdout } = await verify('release', '--key', join(other.cwd, 'ada.asc'), '--json');
  expect(status).toBe(1);
  const { checks, ...sum } = JSON.parse(stdout) as {
    readonly checks: readonly { readonly subject: string; readonly verdict: string; readonly message: string }[];
  };
  expect(sum).toMatchObject({ passed: false, signatures: 'bad', warnings: [] });
  const failed = checks.filter(({ verdict }) => verdict === 'failed');
  expect(failed.map(({ subject }) => subject)).toEqual([
    'readme',
    'engine',
    'more',
    'manifest.json.asc',
    'SHA256SUMS.asc',
  ]);
  expect(failed.at(-1)?.message).toMatch(/^It is signed by the key \w+, which is not among those given\.$/);
});

test('a key that is none is refused', async () => {
  const { verify } = await releaseFolder({ signed: true });
  const { status, stderr } = await verify('release', '--key', join('release', 'engine'));
  expect(status).toBe(2);
  expect(stderr).toContain('is no armoured public key; write one by gpg --armor --export NAME');
});

test('a published release and a draft are downloaded and verified by their tag', async () => {
  const acme = await startAcme();
  const commit = await headOf(acme, 'app');
  await makeRelease(acme, 'v1.4.0', { files: wholeRelease(FILES, { commit }) });
  await makeRelease(acme, 'v1.5.0', { files: wholeRelease(FILES, { commit, tag: 'v1.5.0' }), draft: true });
  const verify = (tag: string) => runCli(['verify', tag], { cwd: acme.cwd, env: acme.variables() });

  const published = await verify('v1.4.0');
  expect(published.stderr).toBe('');
  expect(published.stdout).toContain(`is at ${commit}, as the manifest says\n`);
  expect(published.stdout).toContain(
    '  gh release download v1.4.0 --repo acme/app --dir v1.4.0\n  cd v1.4.0\n  sha256sum --check --strict SHA256SUMS\n',
  );
  expect(published.status).toBe(0);

  const draft = await verify('v1.5.0');
  expect(draft.stdout).toContain('the release is a draft, which needs no tag yet');
  expect(draft.status).toBe(0);

  const none = await verify('v9.9.9');
  expect(none).toEqual({
    status: 2,
    stdout: '',
    stderr: 'acme/app has no release v9.9.9, and there is no folder of that name.\n',
  });
  expect(acme.simulator.violations()).toEqual([]);
});

test('a release whose files are of another tag is not passed off as this one', async () => {
  const acme = await startAcme();
  const commit = await headOf(acme, 'app');
  await makeRelease(acme, 'v1.5.0', { files: wholeRelease(FILES, { commit, tag: 'v1.4.0' }) });
  const { status, stdout } = await runCli(['verify', 'v1.5.0'], { cwd: acme.cwd, env: acme.variables() });
  expect(status).toBe(1);
  expect(stdout).toMatch(/✖ {2}tag v1\.5\.0 +failed +is not that of the manifest, v1\.4\.0\n/);
});
