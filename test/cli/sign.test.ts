import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { SHA256SUMS } from '../../src/domain/release/document-names.ts';
import { type Gpg, makeGpg } from '../artifacts/gpg.ts';
import { runCli } from '../support/run-cli.ts';
import { type RunningAcme, startRunning } from '../support/running-acme.ts';
import { LONG } from '../support/long.ts';

const TRAIN = 'acme/release/v1.4.0';
const PATIENCE = 60_000;

const CHAIN = `chain: acme
release:
  publish_in: engine
  signing: { people: { threshold: 2, keys: [ada.asc, bob.asc] } }
repositories:
  engine:
    repository: acme/engine
    build: { workflows: [build.yml], inputs: { version: '{version}' } }
    artifacts: ['engine-{version}.tar.gz']
`;

/** Three people with a gpg: two whom the chain knows, and one whom it doesn't. */
interface People {
  readonly gpg: Gpg;
  readonly fingerprints: Readonly<Record<'ada' | 'bob' | 'eve', string>>;
}

async function makePeople(): Promise<People> {
  const gpg = await makeGpg();
  onTestFinished(() => gpg[Symbol.asyncDispose]());
  const key = (name: string) => gpg.makeKey(`${name} <${name}@acme.test>`);
  return { gpg, fingerprints: { ada: await key('ada'), bob: await key('bob'), eve: await key('eve') } };
}

/** The checksums as a person downloads them from the draft that the release waits with. */
async function checksumsOf({ simulator }: RunningAcme): Promise<string> {
  const asset = () => simulator.releases('acme/engine')[0]?.assets.find(({ name }) => name === SHA256SUMS);
  await simulator.when(() => asset()?.state === 'uploaded', PATIENCE);
  return (await fetch(asset()?.url ?? '')).text();
}

test.runIf(LONG)(
  'people sign what is in the draft, and the release is published with their signatures',
  { timeout: 240_000 },
  async () => {
    const { gpg, fingerprints } = await makePeople();
    const running = await startRunning(CHAIN, async (cwd) => {
      for (const name of ['ada', 'bob'] as const) {
        await writeFile(join(cwd, `${name}.asc`), await gpg.exportPublic(fingerprints[name]));
      }
    });
    const { simulator, cwd, cascade } = running;
    const sign = async (by: keyof People['fingerprints'], content: string) => {
      await writeFile(join(cwd, 'signature.asc'), await gpg.sign(fingerprints[by], content));
      return cascade('sign', TRAIN, 'signature.asc');
    };
    const refused = (why: string) => ({ status: 2, stdout: '', stderr: expect.stringContaining(why) as unknown });
    const taken = (text: string) => ({ status: 0, stdout: text, stderr: '' });

    expect(await sign('ada', 'too early')).toEqual(
      refused(`${TRAIN} waits for no signature: it isn't publishing now.`),
    );
    expect((await cascade('release', 'v1.4.0')).status).toBe(0);
    const checksums = await checksumsOf(running);

    expect(await sign('eve', checksums)).toEqual(refused('which is not among those given'));
    expect(await sign('ada', 'other checksums')).toEqual(refused('The signature: it is not taken'));
    const first = `signed by ${fingerprints.ada}: 1 of 2\n`;
    expect(await sign('ada', checksums)).toEqual(taken(first));
    expect(await sign('ada', checksums)).toEqual(taken(first));
    expect(simulator.releases('acme/engine')).toMatchObject([{ draft: true }]);
    expect(await sign('bob', checksums)).toEqual(taken(`signed by ${fingerprints.bob}: 2 of 2\n`));

    await simulator.when(() => simulator.releases('acme/engine')[0]?.draft === false, PATIENCE);
    const verified = await cascade('verify', 'v1.4.0', '--key', 'ada.asc', '--key', 'bob.asc');
    expect(verified.stdout).toContain(`is signed by ada <ada@acme.test> (${fingerprints.ada})`);
    expect(verified.stdout).toContain(`is signed by bob <bob@acme.test> (${fingerprints.bob})`);
    expect(verified.status).toBe(0);
  },
);

test('a signature that can not be read is told before Temporal is asked', async () => {
  const { status, stderr } = await runCli(['sign', TRAIN, 'nowhere.asc'], { env: { TEMPORAL_ADDRESS: '127.0.0.1:1' } });
  expect(status).toBe(2);
  expect(stderr).toMatch(/^The signature can't be read: ENOENT/);
});
