import { describe, expect, it } from 'vitest';
import { formatReleaseMarker } from '../../src/domain/marker.ts';
import { parseCascadeInput, parseReleaseInput } from '../../src/domain/train-request.ts';
import type { EventOf as Of, GitHubEvent } from '../../src/domain/github-event.ts';
import type { WebhookDecision } from '../../src/domain/webhook-decision.ts';
import { COMMIT } from '../support/actions-runs.ts';
import { chain, repository } from '../support/chains.ts';
import { decided } from '../support/decided.ts';

const ACME = chain([repository('engine'), repository('app', { needs: ['engine'] })]);
const engine = { owner: 'acme', name: 'engine' };

function released(differences: Partial<Of<'release-published'>> = {}): GitHubEvent {
  return {
    type: 'release-published',
    repository: engine,
    tag: 'v1.4.0',
    notes: '',
    immutable: false,
    sender: 'alice',
    ...differences,
  };
}

function pushed(differences: Partial<Of<'push'>> = {}): GitHubEvent {
  const branches = { branch: 'main', defaultBranch: 'main' };
  return {
    type: 'push',
    repository: engine,
    ...branches,
    commit: COMMIT,
    deleted: false,
    sender: 'alice',
    ...differences,
  };
}

function onlyDecided(event: GitHubEvent, chains = [ACME]): WebhookDecision | undefined {
  const [decision, ...others] = decided(event, chains);
  expect(others).toEqual([]);
  return decision;
}

describe('what a published release means', () => {
  it('starts a release of the same version, as a request that is in order', () => {
    const decision = onlyDecided(released());
    expect(decision).toMatchObject({ type: 'start', kind: 'release', trainId: 'acme/release/v1.4.0' });
    if (decision?.type !== 'start') throw new Error('It started nothing');
    expect(parseReleaseInput(decision.input)).toEqual({
      ok: true,
      request: {
        kind: 'release',
        chain: 'acme',
        version: 'v1.4.0',
        parameters: {},
        refs: {},
        dryRun: false,
        trigger: {
          type: 'release',
          repository: 'engine',
          tag: 'v1.4.0',
          delivery: 'guid-1',
          by: { type: 'github', login: 'alice' },
        },
      },
    });
  });

  it('knows a repository whatever the case of its name', () => {
    expect(onlyDecided(released({ repository: { owner: 'ACME', name: 'Engine' } }))).toMatchObject({ type: 'start' });
  });

  it('starts a release in each chain that waits for it, and says why in the others', () => {
    const second = chain([repository('motor', { name: 'engine' })], { name: 'second' });
    const third = chain([repository('engine')], { name: 'third', triggers: { releases: [], pushBranches: [] } });
    const decisions = decided(released(), [ACME, second, third]);
    expect(decisions).toMatchObject([
      { trainId: 'acme/release/v1.4.0' },
      { trainId: 'second/release/v1.4.0', input: { trigger: { repository: 'motor' } } },
      { type: 'ignore', code: 'not-a-trigger' },
    ]);
  });

  it.each([
    [
      'that Cascade made',
      released({ notes: `x ${formatReleaseMarker('acme/release/v1.4.0', '0123abcd')}` }),
      'made-by-cascade',
      /acme\/release\/v1\.4\.0/,
    ],
    ['whose tag is no version', released({ tag: 'nightly' }), 'not-a-version', /"nightly"/],
    [
      'of a repository that starts no release',
      released({ repository: { owner: 'acme', name: 'app' } }),
      'not-a-trigger',
      /acme\/app.*has engine/,
    ],
    [
      'of a repository in no chain',
      released({ repository: { owner: 'acme', name: 'else' } }),
      'not-in-a-chain',
      /acme\/else.*chains are acme/,
    ],
  ])('ignores one %s, and says so', (_, event, code, why) => {
    expect(onlyDecided(event)).toEqual({ type: 'ignore', code, why: expect.stringMatching(why) as string });
  });

  it('ignores one for a chain that publishes none', () => {
    expect(onlyDecided(released(), [{ ...ACME, release: null }])).toMatchObject({ code: 'no-release' });
  });

  it('is refused at once where it would have to take files and is immutable', () => {
    const here = chain([repository('engine')]);
    expect(onlyDecided(released({ immutable: true }), [here])).toMatchObject({ code: 'immutable-release' });
    expect(onlyDecided(released(), [here])).toMatchObject({ type: 'start' });
    expect(onlyDecided(released({ immutable: true }))).toMatchObject({ type: 'start' });
  });
});

describe('what a push means', () => {
  it('starts a cascade from the pushed commit, as a request that is in order', () => {
    const decision = onlyDecided(pushed());
    expect(decision).toMatchObject({ type: 'start', kind: 'cascade', trainId: 'acme/cascade/engine/3f2a91c' });
    if (decision?.type !== 'start') throw new Error('It started nothing');
    expect(parseCascadeInput(decision.input)).toMatchObject({
      ok: true,
      request: {
        changed: [{ repository: 'engine', commit: COMMIT }],
        trigger: { type: 'push', repository: 'engine', branch: 'main', delivery: 'guid-1' },
      },
    });
  });

  it('changes every component that lives in the repository, and is named by the first', () => {
    const both = chain([repository('core', { name: 'engine' }), repository('tools', { name: 'engine' })]);
    expect(onlyDecided(pushed(), [both])).toMatchObject({
      trainId: 'acme/cascade/core/3f2a91c',
      input: {
        changed: [
          { repository: 'core', commit: COMMIT },
          { repository: 'tools', commit: COMMIT },
        ],
      },
    });
  });

  it.each([
    ['the default branch', pushed({ branch: 'trunk', defaultBranch: 'trunk' }), ACME],
    [
      'the branch that the repository is built from',
      pushed({ branch: 'next' }),
      chain([repository('engine', { branch: 'next' })]),
    ],
    [
      'a branch that the chain watches besides',
      pushed({ branch: 'lts' }),
      { ...ACME, triggers: { releases: [], pushBranches: ['lts'] } },
    ],
  ])('counts on %s', (_, event, watching) => {
    expect(onlyDecided(event, [watching])).toMatchObject({ type: 'start', kind: 'cascade' });
  });

  it.each([
    ['of a tag', pushed({ branch: null }), ACME, 'tag-pushed'],
    ['that deletes a branch', pushed({ deleted: true }), ACME, 'branch-deleted'],
    ['to another branch', pushed({ branch: 'feature' }), ACME, 'branch-not-watched'],
    [
      'to the default branch where another is built',
      pushed(),
      chain([repository('engine', { branch: 'next' })]),
      'branch-not-watched',
    ],
    ['to a repository in no chain', pushed({ repository: { owner: 'acme', name: 'else' } }), ACME, 'not-in-a-chain'],
  ])('is ignored for one %s', (_, event, watching, code) => {
    expect(onlyDecided(event, [watching])).toMatchObject({ type: 'ignore', code });
  });

  it('names as its sender the one whom GitHub shows where there is none', () => {
    expect(onlyDecided(pushed({ sender: '' }))).toMatchObject({ input: { trigger: { by: { login: 'ghost' } } } });
  });
});

it('answers a ping', () => {
  expect(onlyDecided({ type: 'ping' }, [])).toMatchObject({ type: 'ignore', code: 'ping' });
});
