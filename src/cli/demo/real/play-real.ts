import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireFleet } from '../../../app/fleet/fleet-file.ts';
import { untilSignalled } from '../../../app/process-ends.ts';
import { withRuntime } from '../../../app/runtime.ts';
import { connectClientEngine } from '../../../engine/connection.ts';
import { makeLog } from '../../../telemetry/log.ts';
import { interruptible } from '../../interrupted.ts';
import { downloadRelease } from '../download.ts';
import { type OpeningOptions, openStage } from '../opening.ts';
import type { Stage } from '../stage.ts';
import { makeOrganisation } from './organisation.ts';
import { sourcesIn } from './sources.ts';
import { summariseReal } from './summary.ts';
import { tellStory } from './story.ts';
import { requireAct, requireTools } from './tools.ts';
import { realChecks } from './checks.ts';

const EXAMPLE = fileURLToPath(new URL('../../../../examples/three-crates', import.meta.url));
const TARGET = 'acme/tally';

/** Makes a release of three crates with real builds and sums it up. Returns whether all that must hold did hold; throws `Interrupted` where a signal ended it. */
export async function playReal(stream: NodeJS.WriteStream): Promise<boolean> {
  await requireTools();
  const signal = untilSignalled();
  const folder = await mkdtemp(join(tmpdir(), 'cascade-demo-'));
  const log = makeLog('info', createWriteStream(join(folder, 'cascade.log')));
  try {
    return await withRuntime(log, () =>
      interruptible(signal, async () => {
        const organisation = await organise(folder, signal);
        return playIn({ file: join(EXAMPLE, 'cascade.yml'), organisation, folder, log, signal, stream });
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The crates as git repositories, with the actions workflows that their fleet comes out as; the runner's cache is a folder of this demo. */
async function organise(folder: string, signal: AbortSignal): Promise<OpeningOptions['organisation']> {
  const executable = await requireAct(signal);
  const { cache, members, ...fleet } = await requireFleet(join(EXAMPLE, 'cascade.yml'));
  if (cache === null) throw new Error(`Internal error, please report: the fleet of ${EXAMPLE} has no cache`);
  const root = join(folder, 'cache');
  const repositories = join(folder, 'repositories');
  await mkdir(root);
  await mkdir(repositories);
  // Checks would hold the one runner that there is, and change nothing about what is built.
  const unchecked = members.map((member) => ({ ...member, events: { push: [], pull_request: [], release: [] } }));
  const made = await makeOrganisation(
    { ...fleet, members: unchecked, cache: { ...cache, root, free: 1 } },
    (name) => sourcesIn(join(EXAMPLE, name)),
    repositories,
  );
  return ({ login, token }) => ({
    login,
    tokens: [token],
    repositories: made,
    runners: 1,
    webhooks: [],
    act: { executable },
  });
}

async function playIn(performance: OpeningOptions): Promise<boolean> {
  const { folder, stream, signal } = performance;
  const stage = await openStage(performance);
  const client = connectClientEngine(stage.up.engine.target);
  // Whatever goes on is over when one of the parts ends by itself.
  const ended = stage.up.ended.then(() => {
    throw new Error('Cascade ended by itself, and nobody had asked for it');
  });
  try {
    const chapters = await Promise.race([tellStory(stage, { client, stream, signal }), ended]);
    const download = await downloaded(stage, folder, signal);
    const checks = await realChecks(stage, chapters, download, signal);
    stream.write(`${summariseReal(stage, chapters, checks, stream).join('\n')}\n`);
    return checks.every(({ holds }) => holds);
  } finally {
    if (signal.aborted) stream.write('\nEnding everything; a second ctrl-C ends it at once.\n');
    await client.connection.close();
    await stage.stop();
  }
}

async function downloaded({ simulator, publicKey }: Stage, folder: string, signal: AbortSignal) {
  const release = simulator.releases(TARGET).find(({ draft }) => !draft);
  return release === undefined ? null : downloadRelease(release.assets, join(folder, 'release'), publicKey, signal);
}
