import { expect, test } from 'vitest';
import { parseManifest } from '../../../src/artifacts/documents/manifest-schema.ts';
import { startCascade, type TestCascade } from '../../support/cascade.ts';
import { chain, recipe, repository } from '../../support/chains.ts';
import { operatorAt, PLACES } from '../../support/operators.ts';
import { startRelease, statuses } from '../../support/start-trains.ts';
import { untilTrain } from '../../support/watching.ts';
import { someOf } from '../../support/long.ts';

const LONG = 180_000;
const once = recipe({ retry: { ...recipe().retry, attempts: 1 } });

/** An engine and an app that needs it, with a file each in the release; a failure waits for a person. */
const PAIR = chain([repository('engine', { build: once }), repository('app', { build: once, needs: ['engine'] })], {
  limits: { builds: 4, blocked: 10 * 60_000 },
});

/** A release whose engine a person cancels at GitHub, so that it waits for another. */
async function startBroken(cascade: TestCascade, version: string) {
  const { simulator } = cascade;
  const known = simulator.runs('acme/engine').map(({ id }) => id);
  const handle = await startRelease(cascade, version);
  const run = () => simulator.runs('acme/engine').find(({ id }) => !known.includes(id));
  await simulator.when(() => run()?.status === 'in_progress');
  simulator.cancelRun(run()?.id ?? 0);
  await untilTrain(handle, { state: 'needs-person' });
  return handle;
}

async function manifestOf({ simulator }: TestCascade, version: string) {
  const release = simulator.releases('acme/app').find(({ tag }) => tag === version);
  const asset = release?.assets.find(({ name }) => name === 'manifest.json');
  const parsed = parseManifest(await (await fetch(asset?.url ?? '')).text());
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  return parsed.manifest;
}

test.for(someOf(PLACES, 8))(
  "an earlier train's build that %s names stands in, and the release has its file and tells its commit",
  { timeout: LONG },
  async (place) => {
    const cascade = await startCascade(PAIR, { seconds: 1 });
    const { simulator } = cascade;
    const operate = await operatorAt(place, cascade);
    const [earlier, later] = [`v4.${PLACES.indexOf(place)}.0`, `v4.${PLACES.indexOf(place)}.1`];
    const first = await startRelease(cascade, earlier);
    expect((await first.result()).state).toBe('succeeded');
    const [built] = simulator.runs('acme/engine');
    const pushed = await simulator.push('acme/engine');

    const handle = await startBroken(cascade, later);
    const wishes = { build: 'engine', from: first.workflowId, why: 'only its tests are broken' };
    const said = await operate(handle.workflowId, 'skip', wishes);
    expect(said).toEqual({ done: true, text: expect.stringContaining(first.workflowId) as string });

    const view = await handle.result();
    expect(statuses(view)).toEqual({ engine: 'skipped', app: 'succeeded' });
    const { repositories, files } = await manifestOf(cascade, later);
    expect(files.map(({ name }) => name).sort()).toEqual([`app-${later}.tar.gz`, `engine-${earlier}.tar.gz`]);
    expect(repositories[0]).toMatchObject({ alias: 'engine', commit: built?.headSha, run: { id: built?.id } });
    expect(built?.headSha).not.toBe(pushed.sha);
  },
);

test('what can not stand in is refused with the reason, and the train goes on waiting', { timeout: LONG }, async () => {
  const cascade = await startCascade(PAIR, { seconds: 1 });
  const operate = await operatorAt('the API', cascade);
  const handle = await startBroken(cascade, 'v4.9.0');
  const skip = (from: string) => operate(handle.workflowId, 'skip', { build: 'engine', from });
  expect(await skip('acme/release/v0.0.1')).toEqual({
    done: false,
    text: 'Temporal knows no build acme/release/v0.0.1/engine: it never ran, or was too long ago',
  });
  expect(await skip(handle.workflowId)).toEqual({ done: false, text: `${handle.workflowId}/engine did not succeed` });
  await untilTrain(handle, { state: 'needs-person' });
});
