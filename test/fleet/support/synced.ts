import { onTestFinished } from 'vitest';
import type { RepositoryScenario, Scenario } from '../../../simulator/scenario.ts';
import { type Simulator, startSimulator } from '../../../simulator/simulator.ts';
import { syncFleet } from '../../../src/app/fleet/sync-fleet.ts';
import type { SyncedRepository } from '../../../src/app/fleet/sync-repository.ts';
import type { RenderedFile, RenderedRepository } from '../../../src/domain/fleet/rendered.ts';
import { withHeader } from '../../../src/fleet/header.ts';
import type { GitHub } from '../../../src/github/port.ts';
import { TOKEN, unpaced } from '../../github/support/simulated.ts';

export const ENGINE = { owner: 'acme', name: 'engine' };
export const APP = { owner: 'acme', name: 'app' };
export const CI = '.github/workflows/ci.yml';
export const BUILD = '.github/workflows/build.yml';

/** A generated file of a member that says so much. */
export function generated(path: string, says: string, chain = 'acme'): RenderedFile {
  return { path, text: withHeader(`name: ${says}\n`, chain) };
}

/** What a repository is to have; a test names only what it is about. */
export function rendered(
  files: readonly RenderedFile[],
  differences: Partial<RenderedRepository> = {},
): RenderedRepository {
  return { ...ENGINE, branch: null, chains: ['acme'], owned: [], files, ...differences };
}

/** Files as a scenario has them. */
export function holding(...files: readonly RenderedFile[]): Readonly<Record<string, string>> {
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}

/** A repository without any build. */
export function repository(
  files: Readonly<Record<string, string>> = {},
  differences: Partial<RepositoryScenario> = {},
): RepositoryScenario {
  return { ...ENGINE, workflows: [], files: { 'README.md': 'Hello\n', ...files }, ...differences };
}

/** What a test asks of a fleet's GitHub. */
export interface FleetHub {
  readonly simulator: Simulator;
  readonly github: GitHub;
  readonly sync: (wanted: readonly RenderedRepository[], options?: SyncWishes) => Promise<readonly SyncedRepository[]>;
  /** What all that could ever be pushed holds now, by `owner/name`. */
  readonly state: () => Promise<unknown>;
  /** The writes that GitHub was asked for so far. */
  readonly writes: () => readonly string[];
}

interface SyncWishes {
  readonly dryRun?: boolean;
  readonly taken?: readonly string[];
  readonly github?: GitHub;
}

/** Starts a GitHub with these repositories; it ends with the test, and whatever contradicted GitHub's description fails it. */
export async function startFleet(
  repositories: readonly RepositoryScenario[],
  differences: Partial<Scenario> = {},
): Promise<FleetHub> {
  const scenario = { login: 'cascade-bot', tokens: [TOKEN], runners: 1, webhooks: [], repositories, ...differences };
  const simulator = await startSimulator(scenario);
  onTestFinished(async () => {
    const violations = simulator.violations();
    await simulator.close();
    if (violations.length > 0) throw new Error(`GitHub's descriptions were violated: ${JSON.stringify(violations)}`);
  });
  const github = unpaced(simulator.url);
  return {
    simulator,
    github,
    sync: (wanted, { dryRun = false, taken = [], github: other = github } = {}) =>
      syncFleet(other, wanted, { dryRun, taken }),
    state: async () => Promise.all(repositories.map((one) => stateOf(github, one))),
    writes: () =>
      simulator
        .requests()
        .filter(({ method }) => method !== 'GET')
        .map(({ operation }) => operation),
  };
}

/** Branches by their files, and what is proposed: the same however it came to be. */
async function stateOf(github: GitHub, { owner, name }: RepositoryScenario) {
  const place = { owner, name };
  const main = (await github.commit(place, 'heads/main')) ?? '';
  const fleet = await github.commit(place, 'heads/cascade/fleet');
  const commit = fleet === null ? null : await github.gitCommit(place, fleet);
  const files = fleet === null ? null : await github.files(place, fleet);
  return {
    main,
    fleet: { parents: commit?.parents, message: commit?.message.split('\n', 1)[0], files: files && [...files] },
    open: (await github.pullRequests(place, 'cascade/fleet')).map(({ url, ...said }) => ({
      ...said,
      page: new URL(url).pathname,
    })),
  };
}
