import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { Scenario } from '../../../simulator/scenario.ts';
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts';
import type { Dependencies } from '../../../src/activities/dependencies.ts';
import { createActivities } from '../../../src/activities/index.ts';
import { makeStaging, type Staging } from '../../../src/artifacts/staging.ts';
import { simulatedOrganisation } from '../../../src/cli/demo/scenario.ts';
import type { Chain } from '../../../src/domain/chain.ts';
import { DEFAULT_TIMINGS } from '../../../src/domain/timings.ts';
import type { GitHub } from '../../../src/github/port.ts';
import { TOKEN, unpaced } from '../../github/support/simulated.ts';
import { chainOf } from '../../support/chains.ts';
import { VERSIONS_TOML } from '../../support/versions.ts';

/** A library and what is made of it; releases are published in acme/app. */
export const SMALL = chainOf([
  ['core', []],
  ['app', ['core']],
]);

export type Activities = ReturnType<typeof createActivities>;

/** The activities of a worker whose GitHub is simulated. */
export interface Stage {
  readonly simulator: Simulator;
  readonly github: GitHub;
  readonly staging: Staging;
  readonly activities: Activities;
}

/** Simulates the organisation of the chain, whose builds take no time. It ends with the test, and checks what was sent. */
export async function startStage(chain: Chain = SMALL, differences: Partial<Scenario> = {}): Promise<Stage> {
  const organisation = simulatedOrganisation(chain, {
    login: 'cascade-bot',
    token: TOKEN,
    runners: Infinity,
    seconds: () => 0,
    failing: [],
  });
  const simulator = await startSimulator({ ...organisation, ...differences });
  onTestFinished(async () => {
    await simulator.close();
    expect(simulator.violations()).toEqual([]);
  });
  const staging = await temporaryStaging();
  return {
    simulator,
    staging,
    github: unpaced(simulator.url),
    activities: await activitiesAt(simulator.url, { staging }),
  };
}

/** The activities against whatever listens there. */
export async function activitiesAt(url: string, differences: Partial<Dependencies> = {}): Promise<Activities> {
  return createActivities({
    github: unpaced(url),
    staging: differences.staging ?? (await temporaryStaging()),
    timings: DEFAULT_TIMINGS,
    variable: () => null,
    trainLink: () => null,
    loadChains: () => Promise.resolve([SMALL]),
    versions: VERSIONS_TOML,
    store: null,
    signer: null,
    seal: null,
    turns: { ask: nobodyAsks, isRunning: nobodyAsks },
    orphans: { find: nobodyAsks, terminate: nobodyAsks, cancel: nobodyAsks },
    admissions: {
      ask: nobodyAsks,
      isRunning: nobodyAsks,
      running: nobodyAsks,
      former: nobodyAsks,
      tell: nobodyAsks,
      startCascade: nobodyAsks,
      startNightly: nobodyAsks,
    },
    earlierBuilds: { read: nobodyAsks, attempts: nobodyAsks, wasBegun: nobodyAsks, succeeded: nobodyAsks },
    runningTrains: { cancel: nobodyAsks },
    ...differences,
  });
}

function nobodyAsks(): never {
  throw new Error('No engine runs here: turns are tested with whole trains');
}

/** The disk of a worker, removed with the test. */
export async function temporaryStaging(): Promise<Staging> {
  const folder = await temporaryFolder();
  return makeStaging(join(folder, 'staging'));
}

/** An empty folder that is removed with the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'activities-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** How often the simulator was asked for that operation, by GitHub's name of it. */
export function asked({ simulator }: Stage, operation: string): number {
  return simulator.requests().filter((request) => request.operation === operation).length;
}
