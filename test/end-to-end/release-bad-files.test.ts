import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import type { Simulator } from '../../simulator/simulator.ts';
import type { Repository } from '../../src/domain/chain.ts';
import { zipOf } from '../activities/support/artifacts.ts';
import type { TestCascade, TestOptions } from '../support/assemble.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, repository } from '../support/chains.ts';
import { failureOf, startRelease } from '../support/start-trains.ts';
import { startSubstituting, type Substitutes } from '../support/substitutes.ts';

const CORE = 'core-v1.4.0.tar.gz';
const APP = 'app-v1.4.0.tar.gz';

/** A library and an app, whose artifacts are what is said here; each test has a chain of its own. */
async function startWith(
  name: string,
  artifacts: Substitutes['artifacts'],
  { damagedBy = 'upload', times = Infinity, ...options }: TestOptions & Partial<Substitutes> = {},
  others: readonly Repository[] = [],
): Promise<TestCascade> {
  const described = chain([...others, repository('core'), repository('app', { needs: ['core'] })], { name });
  return startCascade(described, { ...options, github: await startSubstituting({ artifacts, damagedBy, times }) });
}

function publishedFiles(simulator: Simulator): readonly string[] {
  const [release] = simulator.releases('acme/app');
  return release?.draft === false ? release.assets.map(({ name }) => name) : [];
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Zeros, which pack to a thousandth. */
async function bomb(): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.alloc(32 * 1024 ** 2), 'app');
  zip.end();
  return buffer(zip.outputStream);
}

async function cutOff(): Promise<Buffer> {
  const whole = await zipOf({ app: 'ELF' });
  return whole.subarray(0, -8);
}

async function damaged(): Promise<Buffer> {
  const whole = await zipOf({ app: 'ELF' });
  return Buffer.from(whole.toString('latin1').replace('ELF', 'FLE'), 'latin1');
}

test('archives that no build should have left stop the release before there is a draft, and all are told at once', async () => {
  const cascade = await startWith(
    'acme-archives',
    { 'cut-v1.4.0.tar.gz': await cutOff(), [CORE]: await damaged(), [APP]: await bomb() },
    {},
    [repository('cut')],
  );
  const { message } = await failureOf((await startRelease(cascade)).result());
  expect(message).toContain(`The archive of artifact cut-v1.4.0.tar.gz is not taken: End of central directory record`);
  expect(message).toContain(
    `The archive of artifact ${CORE} is not taken: app: its checksum does not agree; it is damaged`,
  );
  expect(message).toMatch(/The archive of artifact app-v1\.4\.0\.tar\.gz is not taken: .* more than the 250 allowed/);
  expect(message).toContain('Look at the step that uploads it, and build again.');
  expect(cascade.simulator.releases('acme/app')).toEqual([]);
});

test('all that is wrong with the files is told at once: an empty one, one of two repositories, one that is not what its build lists', async () => {
  const sums = `${sha256('what was built')}  core\n`;
  const cascade = await startWith('acme-wrong-files', {
    [CORE]: await zipOf({ core: 'what was uploaded', SHA256SUMS: sums, 'README.md': 'of core' }),
    [APP]: await zipOf({ app: '', 'README.md': 'of app' }),
  });
  const { message } = await failureOf((await startRelease(cascade)).result());
  expect(message).toContain('Nothing was published');
  expect(message).toContain('app is empty (0 bytes); look into the actions run that made it');
  expect(message).toContain(`core has SHA-256 ${sha256('what was uploaded')}, but SHA256SUMS says`);
  expect(message).toContain(`README.md comes from core (artifact ${CORE}) and app (artifact ${APP})`);
  expect(cascade.simulator.releases('acme/app')).toEqual([]);
});

test('a name beyond ASCII is published as GitHub will have it, and still is what its build lists', async () => {
  const sums = `${sha256('Sätze')}  ./Größe 1.txt\n`;
  const cascade = await startWith('acme-names', {
    [APP]: await zipOf({ 'Größe 1.txt': 'Sätze', 'SHA256SUMS-linux': sums }),
  });
  await (await startRelease(cascade)).result();
  expect(publishedFiles(cascade.simulator)).toContain('Gr.e.1.txt');
  expect(publishedFiles(cascade.simulator)).not.toContain('SHA256SUMS-linux');
  expect(cascade.simulator.violations()).toEqual([]);
});

test('names that are one on GitHub, or are those of what Cascade adds itself, stop the release, and each is told', async () => {
  const cascade = await startWith('acme-one-name', {
    [CORE]: await zipOf({ 'Größe 1.txt': 'of core', 'manifest.json': '{}' }),
    [APP]: await zipOf({ 'gr.e.1.TXT': 'of app' }),
  });
  const { message } = await failureOf((await startRelease(cascade)).result());
  expect(message).toContain(
    `Gr.e.1.txt from core (artifact ${CORE}) and gr.e.1.TXT from app (artifact ${APP}) are one file where capitals don't count`,
  );
  expect(message).toContain(`manifest.json comes from core (artifact ${CORE}) and Cascade itself`);
  expect(cascade.simulator.releases('acme/app')).toEqual([]);
});

test('what arrives damaged once is fetched again, and the release is as if nothing had been', async () => {
  const artifacts = { [APP]: await zipOf({ [APP]: 'damaged on its way' }) };
  const cascade = await startWith('acme-damaged-once', artifacts, { damagedBy: 'download', times: 1 });
  await (await startRelease(cascade)).result();
  const [release] = cascade.simulator.releases('acme/app');
  expect(publishedFiles(cascade.simulator)).toContain(APP);
  expect(release?.assets.find(({ name }) => name === APP)?.size).toBeGreaterThan(40_000);
});

test('what never arrives as GitHub announced it is given up at last, and nothing is published', async () => {
  const artifacts = { [APP]: await zipOf({ [APP]: 'not what was built' }) };
  const cascade = await startWith('acme-other-bytes', artifacts, { damagedBy: 'download' });
  const { message } = await failureOf((await startRelease(cascade)).result());
  expect(message).toMatch(
    /app: app-v1\.4\.0\.tar\.gz has the digest sha256:\w+, but GitHub announced sha256:\w+; build it again/,
  );
  expect(cascade.simulator.releases('acme/app')).toEqual([]);
});

test('an artifact that expires before it is fetched stops the release, which says that it has to be built again', async () => {
  const cascade = await startCascade(chain([repository('app')], { name: 'acme-expired' }));
  const { simulator } = cascade;
  const pathTemplate = '/repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}';
  const held = simulator.hold({ method: 'GET', pathTemplate, repository: 'acme/app', occurrence: 1 });
  const handle = await startRelease(cascade);
  await held.reached;
  for (const { id } of simulator.runs()) simulator.expireArtifacts(id);
  await held.release();
  const { message } = await failureOf(handle.result());
  expect(message).toContain('Nothing was published: app: Could not download artifact');
  expect(message).toContain('It has expired or was removed, and cannot come back: it has to be built again.');
  expect(simulator.releases('acme/app')).toEqual([]);
});
