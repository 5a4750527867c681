import { describe, expect, it } from 'vitest';
import type { EventOf, GitHubEvent } from '../../src/domain/github-event.ts';
import { formatMarker } from '../../src/domain/marker.ts';
import { chain, recipe, repository } from '../support/chains.ts';
import { decided } from '../support/decided.ts';

const ACME = chain([
  repository('engine', { name: 'rocket-engine' }),
  repository('app', { build: recipe({ runsIn: { owner: 'acme', name: 'ci' } }) }),
]);
const HINT = { runId: 7, attempt: 1, status: 'success', workflow: '', url: '', source: 'report' };

function reported(differences: Partial<EventOf<'build-report'>> = {}): GitHubEvent {
  return { type: 'build-report', of: 'engine', marker: '', status: 'success', runId: 7, ...differences };
}

describe('what a report of an actions workflow means', () => {
  it('proposes its run to the build that its marker names', () => {
    const marker = formatMarker({ train: 'acme/release/v1.4.0', alias: 'engine', attempt: 1, digest: '0123abcd' });
    expect(decided(reported({ of: 'whatever', marker }))).toEqual([
      { type: 'wake', workflowId: 'acme/release/v1.4.0/engine', hint: HINT },
    ]);
  });

  it.each(['engine', 'rocket-engine', 'acme/rocket-engine', 'ACME/Rocket-Engine'])(
    'proposes its run to all builds of what it calls "%s", unless one knows the run',
    (of) => {
      expect(decided(reported({ of }), [ACME])).toEqual([
        {
          type: 'wake-run',
          run: 'acme/rocket-engine/7',
          otherwise: [{ chain: 'acme', repositories: ['engine'] }],
          hint: HINT,
        },
      ]);
    },
  );

  it.each(['app', 'acme/ci'])('looks for the run of "%s" where that is built', (of) => {
    expect(decided(reported({ of }), [ACME])).toMatchObject([
      { run: 'acme/ci/7', otherwise: [{ chain: 'acme', repositories: ['app'] }] },
    ]);
  });

  it('looks in every place where something of that name is built', () => {
    const second = chain([repository('engine', { owner: 'umbrella' })], { name: 'second' });
    expect(decided(reported(), [ACME, second])).toMatchObject([
      { run: 'acme/rocket-engine/7', otherwise: [{ chain: 'acme' }] },
      { run: 'umbrella/engine/7', otherwise: [{ chain: 'second' }] },
    ]);
  });

  it.each([
    ['that names no run', { runId: null }, 'report-without-run', /workflow_run_id/],
    ['of what no chain builds', { of: 'else' }, 'not-in-a-chain', /"else".*acme$/],
    ['that says nothing', { of: '' }, 'not-in-a-chain', /""/],
  ])('ignores one %s, and says so', (_, differences, code, why) => {
    const decision = { type: 'ignore', code, why: expect.stringMatching(why) as string };
    expect(decided(reported(differences), [ACME])).toEqual([decision]);
  });
});
