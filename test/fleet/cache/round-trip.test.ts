import { appendFile, chmod, cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { look, makeTarget } from './folders.ts';
import { PUSH, pullRequest } from './job.ts';
import { runnerOfTest } from './runner-of-test.ts';
import { restoreStep, saveStep } from './steps.ts';

const runner = runnerOfTest();

/** A job of the default branch that builds and saves. */
async function build(content: string): Promise<void> {
  const restored = await restoreStep(runner);
  await makeTarget(runner.target, content);
  await saveStep(runner, restored);
}

it('restores just what was saved: contents, modes, times, links and second names', async () => {
  await build('one');
  const before = await look(runner.target);
  await rm(runner.target, { recursive: true });
  const { outputs, summary } = await restoreStep(runner);
  expect(outputs).toMatchObject({ hit: 'exact', bytes: '150003' });
  expect(Number(outputs['seconds'])).toBeGreaterThan(0);
  expect(summary).toContain('| exact |');
  expect(await look(runner.target)).toEqual(before);
});

it('restores from a cache that was moved to another disk, and where every byte is to be compared', async () => {
  await build('one');
  const before = await look(runner.target);
  const moved = `${runner.root}-moved`;
  await cp(runner.root, moved, { recursive: true, preserveTimestamps: true });
  await chmod(moved, 0o700);
  for (const inputs of [{ root: moved }, { verify: 'true' }]) {
    await rm(runner.target, { recursive: true });
    expect((await restoreStep(runner, inputs)).outputs).toMatchObject({ hit: 'exact' });
    expect(await look(runner.target)).toEqual(before);
  }
});

it('does not save what was restored exactly', async () => {
  await build('one');
  await rm(runner.target, { recursive: true });
  const { outputs } = await saveStep(runner, await restoreStep(runner));
  expect(outputs).toMatchObject({ saved: 'false', reason: 'What was restored is kept already.' });
});

it('restores the newest entry of the family where the lock file has changed, and saves under the new key', async () => {
  await build('one');
  await rm(runner.target, { recursive: true });
  await appendFile(join(runner.workspace, 'Cargo.lock'), '[[package]]\n');
  const restored = await restoreStep(runner);
  expect(restored.outputs).toMatchObject({ hit: 'prefix' });
  expect((await saveStep(runner, restored)).outputs).toMatchObject({ saved: 'true' });
  await rm(runner.target, { recursive: true });
  expect((await restoreStep(runner)).outputs).toMatchObject({ hit: 'exact' });
});

it('restores nothing for another compiler, profile, features, flags or target', async () => {
  await build('one');
  await rm(runner.target, { recursive: true });
  const others = [{ toolchain: 'rustc 1.96.0' }, { profile: 'release' }, { features: 'tls' }, { flags: '-Dwarnings' }];
  for (const other of [...others, { target: 'wasm32-wasip1' }]) {
    expect((await restoreStep(runner, other)).outputs, JSON.stringify(other)).toMatchObject({ hit: 'miss' });
  }
});

it('notices that an upstream output is another, though the lock file is the same', async () => {
  const needs = (commit: string) => JSON.stringify([{ repository: 'acme/core', commit: commit.repeat(40) }]);
  const restored = await restoreStep(runner, { needs: needs('a') });
  await makeTarget(runner.target, 'one');
  await saveStep(runner, restored);
  await rm(runner.target, { recursive: true });
  expect((await restoreStep(runner, { needs: needs('b') })).outputs).toMatchObject({ hit: 'prefix' });
});

it('restores nothing for other flags in the environment of cargo', async () => {
  await build('one');
  await rm(runner.target, { recursive: true });
  for (const name of ['RUSTFLAGS', 'CARGO_ENCODED_RUSTFLAGS']) {
    const event = { ...PUSH, environment: { [name]: '-Ctarget-cpu=native' } };
    expect((await restoreStep(runner, {}, event)).outputs, name).toMatchObject({ hit: 'miss' });
  }
});

it('refuses loudly where there is no lock file, or an empty one, and lets the build go on', async () => {
  await writeFile(join(runner.workspace, 'Cargo.lock'), '');
  for (const locks of ['Cargo.lock', 'absent.lock', '']) {
    const { code, outputs, log } = await restoreStep(runner, { locks });
    expect({ code, hit: outputs['hit'], key: outputs['key'] }).toEqual({ code: 0, hit: 'off', key: '' });
    expect(log).toMatch(/^::error .*lock file/i);
  }
  expect(await stat(runner.root).catch(() => null)).toBeNull();
});

it('leaves a folder that holds something as it is, and never saves it', async () => {
  await build('one');
  await writeFile(join(runner.target, 'own'), 'own');
  await appendFile(join(runner.workspace, 'Cargo.lock'), '[[package]]\n');
  const restored = await restoreStep(runner);
  expect(restored.outputs['hit']).toBe('off');
  expect(await readdir(runner.target)).toContain('own');
  expect((await saveStep(runner, restored)).outputs).toMatchObject({
    saved: 'false',
    reason: 'What was there before the build is of unknown origin.',
  });
});

it('never writes through what it restored', async () => {
  await build('one');
  await rm(runner.target, { recursive: true });
  await restoreStep(runner);
  await appendFile(join(runner.target, 'debug', 'deps', 'engine-1f'), 'built again');
  await rm(runner.target, { recursive: true });
  expect((await restoreStep(runner)).outputs).toMatchObject({ hit: 'exact' });
});

it('never lets the default branch read what a pull request saved', async () => {
  const restored = await restoreStep(runner, {}, pullRequest(7));
  await makeTarget(runner.target, 'poison');
  expect((await saveStep(runner, restored, {}, pullRequest(7))).outputs).toMatchObject({ saved: 'true' });
  await rm(runner.target, { recursive: true });
  for (const event of [PUSH, pullRequest(8)]) {
    expect((await restoreStep(runner, {}, event)).outputs).toMatchObject({ hit: 'miss' });
  }
  expect((await restoreStep(runner, {}, pullRequest(7))).outputs).toMatchObject({ hit: 'exact' });
});

it('never lets a push read what a dispatch built with code that somebody named', async () => {
  const dispatch = { ...PUSH, name: 'workflow_dispatch' };
  const needs = (commit: string) => JSON.stringify([{ repository: 'eve/core', commit: commit.repeat(40) }]);
  const restored = await restoreStep(runner, { needs: needs('e') }, dispatch);
  await makeTarget(runner.target, 'poison');
  expect((await saveStep(runner, restored, {}, dispatch)).outputs).toMatchObject({ saved: 'true' });
  await rm(runner.target, { recursive: true });
  for (const inputs of [{}, { needs: needs('e') }]) {
    expect((await restoreStep(runner, inputs)).outputs).toMatchObject({ hit: 'miss' });
    expect((await restoreStep(runner, inputs, pullRequest(7))).outputs).toMatchObject({ hit: 'miss' });
  }
  expect((await restoreStep(runner, {}, dispatch)).outputs).toMatchObject({ hit: 'miss' });
  // A cascade names another commit each time, and is to start warm.
  expect((await restoreStep(runner, { needs: needs('f') }, dispatch)).outputs).toMatchObject({ hit: 'prefix' });
});

it("reads the event with the commit that is built: another than the event's own saves nothing", async () => {
  const commit = 'b'.repeat(40);
  const restored = await restoreStep(runner, { commit });
  await makeTarget(runner.target, 'one');
  expect((await saveStep(runner, restored, { commit })).outputs).toMatchObject({
    saved: 'false',
    reason: expect.stringContaining('may be of any branch') as unknown,
  });
  expect((await saveStep(runner, restored, { commit: 'a'.repeat(40) })).outputs).toMatchObject({ saved: 'true' });
});

it('lets a pull request read what is trusted, and a fork, a release and a publishing build nothing', async () => {
  await build('one');
  await rm(runner.target, { recursive: true });
  expect((await restoreStep(runner, {}, pullRequest(7))).outputs).toMatchObject({ hit: 'exact' });
  await rm(runner.target, { recursive: true });
  const release = { ...PUSH, name: 'release', ref: 'refs/tags/v1.0.0' };
  for (const [event, inputs] of [
    [pullRequest(7, 'eve/engine'), {}],
    [release, {}],
    [PUSH, { publishing: 'true' }],
  ] as const) {
    expect((await restoreStep(runner, inputs, event)).outputs).toMatchObject({ hit: 'off', bytes: '0' });
  }
});

it('takes nothing from a key that names a place outside', async () => {
  const restored = await restoreStep(runner);
  await makeTarget(runner.target, 'one');
  const { code, outputs } = await saveStep(runner, restored, { key: '../../../../etc/passwd' });
  expect({ code, saved: outputs['saved'] }).toEqual({ code: 0, saved: 'false' });
});

it('says that there is no cache where none is configured', async () => {
  const { code, outputs } = await restoreStep(runner, { root: '' });
  expect(code).toBe(0);
  expect(outputs).toMatchObject({ hit: 'off', reason: 'No cache is configured.' });
});

it('keeps the mode of the folder itself', async () => {
  const restored = await restoreStep(runner);
  await makeTarget(runner.target, 'one');
  await chmod(runner.target, 0o750);
  await saveStep(runner, restored);
  await rm(runner.target, { recursive: true });
  await restoreStep(runner);
  expect((await stat(runner.target)).mode & 0o777).toBe(0o750);
});

it('saves nothing of an empty folder, nor of none, and says why', async () => {
  const restored = await restoreStep(runner);
  expect((await saveStep(runner, restored)).outputs['reason']).toBe(`${runner.target} isn't there.`);
  await mkdir(runner.target);
  expect((await saveStep(runner, restored)).outputs).toMatchObject({
    saved: 'false',
    reason: expect.stringContaining('holds nothing') as unknown,
  });
});
