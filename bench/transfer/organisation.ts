import type { Scenario } from '../../simulator/scenario.ts';
import type { ChainFile } from '../../src/config/schema.ts';
import type { TransferCase } from './cases.ts';

/** Where the files are built, where Cascade releases them, and where the plain tools do. */
export const REPOSITORIES = {
  built: 'transfer/parts',
  released: 'transfer/releases',
  plain: 'transfer/plain',
} as const;

/** Name of the chain. */
export const CHAIN = 'transfer';

/** A chain of one repository, whose build leaves the files, as a `cascade.yml`, which may be written as JSON. */
export function transferChain(): string {
  const file: ChainFile = {
    chain: CHAIN,
    // Nobody sends webhooks here, and no time before publishing counts.
    poll: '1s',
    release: { publish_in: REPOSITORIES.released },
    repositories: {
      parts: { repository: REPOSITORIES.built, build: { workflows: ['build.yml'] }, artifacts: ['part-*'] },
    },
  };
  return JSON.stringify(file);
}

/** A simulated GitHub where that build leaves so many files of that size; they are the same each time. */
export function transferOrganisation({ files, bytes }: TransferCase, token: string): Scenario {
  const names = Array.from({ length: files }, (_, index) => `part-${index + 1}`);
  const build = {
    path: '.github/workflows/build.yml',
    name: 'Build',
    on: { workflow_dispatch: { inputs: ['cascade'] } },
    runName: 'Build ${{ inputs.cascade }}',
    jobs: [{ name: 'build', seconds: 0 }],
    artifacts: names.map((name) => ({ name, files: [{ path: name, bytes }] })),
  };
  return {
    login: 'cascade-bot',
    tokens: [token],
    repositories: Object.values(REPOSITORIES).map((fullName) => {
      const [owner = '', name = ''] = fullName.split('/');
      return { owner, name, workflows: fullName === REPOSITORIES.built ? [build] : [] };
    }),
    runners: Infinity,
    webhooks: [],
    // What is asked of GitHub's five thousand an hour is for other benches to tell.
    rateLimit: 1_000_000,
  };
}
