import type { DeploySignal } from '../../src/domain/telling.ts';
import { chain, expectedArtifact, publishStep, recipe, releaseTarget, repository, withRepository } from '../support/chains.ts';
import type { TestCascade } from '../support/assemble.ts';
import { startNightly, startRelease } from '../support/start-trains.ts';
import { ended, type JourneyPlan, SMALL } from './journey-plan.ts';
import { PATIENCE_MS } from './until.ts';

const DEPLOY: DeploySignal = {
  kinds: ['release'],
  to: null,
  eventType: 'deploy',
  payload: { tag: '{tag}', image: '{image}' },
  required: false,
  answer: { workflow: 'deploy.yml', marker: 'shown', timeouts: recipe().timeouts },
};

const VERSIONS = `[versions]
app = { version = "1.3.0", git_tag = "v1.3.0", git_commit = "" }
core = { version = "1.3.0", git_tag = "v1.3.0", git_commit = "", requires = [] }
`;

/** What becomes of releases, and what follows them. */
export const JOURNEYS_OF_RELEASES: Readonly<Record<string, JourneyPlan>> = {
  'release-that-tells-others': {
    chain: withRepository(SMALL, 'app', {
      kind: 'service',
      notifies: ['acme/website'],
      images: [{ name: 'ghcr.io/acme/app', tag: '{version_number}', digest: 'image-digest' }],
      deploy: DEPLOY,
    }),
    options: {},
    travel: release,
  },
  'release-whose-signal-got-lost': {
    chain: chain([repository('app', { notifies: ['acme/website'] })]),
    options: {
      scenario: {
        faults: [
          {
            operation: 'repos/create-dispatch-event',
            times: 1,
            effect: { kind: 'status', status: 502, executed: true },
          },
        ],
      },
    },
    travel: release,
  },
  'release-with-publish-steps': {
    chain: chain([repository('app')], { release: releaseTarget({ steps: [publishStep('app')] }) }),
    options: {},
    travel: release,
  },
  'release-that-proposes-versions': {
    chain: { ...SMALL, release: releaseTarget({ versions: 'versions.toml', tags: { repositories: 'members', elsewhere: 'stop' } }) },
    options: {},
    travel: async (cascade) => {
      for (const name of ['acme/core', 'acme/app']) cascade.simulator.pushTag(name, 'v1.3.0');
      await cascade.simulator.push('acme/app', { files: { 'versions.toml': VERSIONS } });
      await release(cascade);
    },
  },
  'release-with-files-of-another': {
    chain: chain([
      repository('installer', {
        build: null,
        artifacts: [expectedArtifact('installer_*.deb', { source: 'release-asset' })],
      }),
      repository('app'),
    ]),
    options: {},
    travel: async (cascade) => {
      const files = { 'installer_1-1_amd64.deb': 'a package' };
      await cascade.simulator.publishRelease('acme/installer', { tag: 'v1.4.0', files });
      await release(cascade);
    },
  },
  'release-that-nobody-signs': {
    chain: chain([repository('app')], { release: releaseTarget({ signing: { unsigned: 'refuse', people: null } }) }),
    options: {},
    travel: release,
  },
  'release-whose-run-never-starts': {
    chain: chain([repository('app', { build: recipe({ timeouts: { ...recipe().timeouts, queue: 3000 } }) })]),
    options: { scenario: { behaviours: [{ kind: 'swallow', repository: 'acme/app' }] } },
    travel: release,
  },
  'release-with-statuses-and-an-issue': {
    chain: { ...SMALL, tells: { statuses: true, webhooks: [], issue: { owner: 'acme', name: 'core' } } },
    options: {
      scenario: { behaviours: [{ kind: 'conclude', repository: 'acme/app', conclusion: 'failure', times: 2 }] },
    },
    travel: async (cascade) => {
      const { simulator } = cascade;
      await release(cascade);
      await simulator.when(() => simulator.requests().some(({ operation }) => operation === 'issues/create'), PATIENCE_MS);
    },
  },
  'nightly-that-rolls': {
    chain: chain([repository('app')], { release: releaseTarget({ rolling: 'nightly' }) }),
    options: {},
    travel: async (cascade) => {
      for (const id of ['one', 'two']) {
        await cascade.simulator.push('acme/app');
        await ended((await startNightly(cascade, id)).result());
      }
    },
  },
};

async function release(cascade: TestCascade): Promise<void> {
  const handle = await startRelease(cascade);
  await ended(handle.result());
}
