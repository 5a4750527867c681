import type { Scenario } from '../../../simulator/scenario.ts';
import { startSimulator, type Simulator } from '../../../simulator/simulator.ts';
import { makeGitHub, type GitHubOptions } from '../../../src/github/github.ts';
import type { GitHub } from '../../../src/github/port.ts';

export const TOKEN = 'ghp_simulated0000000000000000000000000000';
export const LIBRARY = { owner: 'acme', name: 'library' };

/** GitHub's port without any waiting. */
export function unpaced(baseUrl: string, options: Partial<GitHubOptions> = {}): GitHub {
  const pacing = { writeSpacing: 0, releaseSpacing: 0, retryBackoff: 0 };
  return makeGitHub({ baseUrl, credentials: { type: 'token', token: TOKEN }, pacing, ...options });
}

/** One library that builds at once on either dispatch; a test names only what it is about. */
function libraryScenario(differences: Partial<Scenario> = {}): Scenario {
  return {
    login: 'cascade-bot',
    tokens: [TOKEN],
    runners: 4,
    webhooks: [],
    repositories: [
      {
        ...LIBRARY,
        workflows: [
          {
            path: '.github/workflows/build.yml',
            name: 'Build',
            on: { workflow_dispatch: { inputs: ['cascade'] }, repository_dispatch: { types: ['upstream'] } },
            runName: 'Build ${{ inputs.cascade }}',
            jobs: [{ name: 'compile', seconds: 0 }],
            artifacts: [{ name: 'library.tar.gz', files: [{ path: 'library.tar.gz', bytes: 3000 }] }],
          },
        ],
      },
    ],
    ...differences,
  };
}

export interface SimulatedGitHub extends AsyncDisposable {
  readonly simulator: Simulator;
  readonly github: GitHub;
}

/** A port that talks to a simulator; the simulator's own checks of what we send are part of every test. */
export async function simulated(differences: Partial<Scenario> = {}): Promise<SimulatedGitHub> {
  const simulator = await startSimulator(libraryScenario(differences));
  return {
    simulator,
    github: unpaced(simulator.url),
    [Symbol.asyncDispose]: async () => {
      const violations = simulator.violations();
      await simulator.close();
      if (violations.length > 0) throw new Error(`GitHub's descriptions were violated: ${JSON.stringify(violations)}`);
    },
  };
}
