import { expect, test } from 'vitest';
import { planTrain } from '../../src/domain/plan.ts';
import { releaseNotes } from '../../src/domain/release-notes.ts';
import { chain as chainOfRepositories, chainOf, documents, recipe, repository } from '../support/chains.ts';
import { COMMIT } from '../support/actions-runs.ts';
import { pin } from '../support/itineraries.ts';
import { releaseOf } from '../support/requests.ts';

const MARKER = '<!-- cascade-release:acme.0a1b2c3d -->';

/** The notes of a release of that many repositories. */
function notesOf(count: number): string {
  const chain = chainOf(Array.from({ length: count }, (_, index) => [`repository-${index}`, []]));
  const plan = planTrain(chain, releaseOf(chain));
  return releaseNotes(
    plan,
    plan.builds.map(({ alias }) => pin(alias)),
    MARKER,
  );
}

test('notes tell what was built at which commit, how to check the files, and which train made the release', () => {
  const chain = chainOfRepositories([
    repository('protocol'),
    documents('node', { needs: ['protocol'] }),
    repository('sdk', { needs: ['node'], build: recipe({ mode: 'verify' }) }),
  ]);
  const plan = planTrain(chain, releaseOf(chain));
  const pins = plan.builds.map(({ alias }) => pin(alias));
  expect(releaseNotes(plan, pins, MARKER).split('\n')).toEqual([
    '| | repository | ref | commit | |',
    '|---|---|---|---|---|',
    `| protocol | acme/protocol | main | acme/protocol@${COMMIT} | built |`,
    `| node | acme/node | main | acme/node@${COMMIT} | nothing to build |`,
    `| sdk | acme/sdk | main | acme/sdk@${COMMIT} | verified |`,
    '',
    'Check the files: `sha256sum -c SHA256SUMS`.',
    '',
    MARKER,
  ]);
});

test('notes of any length fit into what GitHub takes, and never lose the marker', () => {
  expect(notesOf(1_000)).toContain('| repository-999 |');
  for (const count of [1_000, 1_100, 1_150, 1_200, 2_000]) {
    const notes = notesOf(count);
    expect(notes.length).toBeLessThanOrEqual(125_000);
    expect(notes.endsWith(MARKER)).toBe(true);
  }
  expect(notesOf(2_000)).toMatch(/^2000 repositories were built for this release\./);
});
