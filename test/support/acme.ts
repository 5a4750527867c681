import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ActionsWorkflowScenario, RepositoryScenario, Scenario } from '../../simulator/scenario.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { temporaryFolder } from '../engine/folders.ts';

/** What acme's GitHub accepts, and signs webhooks with. */
export const TOKEN = 'ghp_acme00000000000000000000000000000000';
export const SECRET = 'a-secret-of-acme';

/** An engine that an app needs, and the release in the app. */
const CHAIN = `chain: acme
release: { publish_in: app }
defaults: { build: { workflows: [build.yml], inputs: { version: '{version}', sha: '{sha}' } } }
repositories:
  engine: { repository: acme/engine, artifacts: ['engine-{version}.tar.gz'] }
  app: { repository: acme/app, needs: [engine], artifacts: ['app-{version}.tar.gz'] }
`;

/** An actions workflow that does all that the chain expects; a test names only what is otherwise. */
export function workflow(differences: Partial<ActionsWorkflowScenario> = {}): ActionsWorkflowScenario {
  return {
    path: '.github/workflows/build.yml',
    name: 'Build',
    on: { workflow_dispatch: { inputs: ['version', 'sha', 'cascade'] } },
    runName: 'Build ${{ inputs.cascade }}',
    jobs: [{ name: 'build', seconds: 0 }],
    artifacts: [],
    ...differences,
  };
}

/** A repository of acme's. */
export function repository(name: string, differences: Partial<RepositoryScenario> = {}): RepositoryScenario {
  return { owner: 'acme', name, workflows: [workflow()], ...differences };
}

/** The organisation, and a folder with its chain. */
export interface Acme {
  readonly simulator: Simulator;
  readonly cwd: string;
  /** What a process of Cascade needs to find both; variables that are given win. */
  variables(env?: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
}

/** Starts a GitHub with the organisation; it ends with the test. */
export async function startAcme(differences: Partial<Scenario> = {}): Promise<Acme> {
  const cwd = await temporaryFolder();
  await writeFile(join(cwd, 'cascade.yml'), CHAIN);
  const simulator = await startSimulator({
    login: 'cascade-bot',
    tokens: [TOKEN],
    runners: Infinity,
    webhooks: [],
    repositories: [repository('engine'), repository('app')],
    ...differences,
  });
  onTestFinished(() => simulator.close());
  return {
    simulator,
    cwd,
    variables: (env = { CASCADE_GITHUB_TOKEN: TOKEN, CASCADE_WEBHOOK_SECRET: SECRET }) => ({
      CASCADE_GITHUB_URL: simulator.url,
      CASCADE_CHAINS: join(cwd, 'cascade.yml'),
      CASCADE_DATA: join(cwd, 'data'),
      ...env,
    }),
  };
}
