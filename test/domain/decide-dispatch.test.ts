import { describe, expect, it } from 'vitest';
import { STANDARD_DISPATCHES } from '../../src/config/standard-dispatches.ts';
import type { Chain } from '../../src/domain/chain.ts';
import type { EventOf } from '../../src/domain/github-event.ts';
import { formatMarker } from '../../src/domain/marker.ts';
import type { DispatchRule } from '../../src/domain/push-policy.ts';
import type { Arrival } from '../../src/domain/queue/arrivals.ts';
import { COMMIT } from '../support/actions-runs.ts';
import { chain, repository, triggers } from '../support/chains.ts';
import { decided, RECEIVED } from '../support/decided.ts';
import { dispatched } from '../support/github-events.ts';

/** The standard rules, and one before them by which `build_{alias}` knows a former name. */
const [named] = STANDARD_DISPATCHES.filter(({ builds }) => builds === 'named');
if (named === undefined) throw new Error('No standard dispatch names what it builds');
const RULES: readonly DispatchRule[] = [{ ...named, names: { 'old-engine': 'engine' } }, ...STANDARD_DISPATCHES];

const ACME: Chain = chain([repository('engine'), repository('app', { needs: ['engine'] }), repository('site')], {
  triggers: triggers({ dispatches: RULES, pushBranches: ['develop'] }),
});

function arrivals(differences: Partial<EventOf<'dispatch'>>, watching = ACME): readonly Arrival[] {
  const decisions = decided(dispatched(differences), [watching]);
  return decisions.flatMap((decision) => (decision.type === 'enqueue' ? [decision.arrival] : []));
}

/** What of the arrivals depends on the payload. */
function passedOn(differences: Partial<EventOf<'dispatch'>>) {
  return arrivals(differences).map(({ repository, commit, hop, line }) => ({ repository, commit, hop, line }));
}

describe('a dispatch that passes news on to the next repository', () => {
  it('builds its receiver, and names what a train under way may have covered', () => {
    const payload = { triggered_by: 'engine', version: 'main', source_ref: 'refs/heads/main', source_sha: COMMIT };
    expect(arrivals({ payload })).toEqual([
      {
        delivery: 'guid-1/app',
        repository: 'app',
        commit: null,
        at: RECEIVED.at,
        line: null,
        parameters: {},
        hop: { from: 'engine', commit: COMMIT },
        check: null,
        trigger: {
          type: 'dispatch',
          repository: 'app',
          eventType: 'build-chain',
          delivery: 'guid-1',
          by: { type: 'github', login: 'alice' },
        },
        policy: ACME.queue,
      },
    ]);
  });

  it.each([
    ['its source and version', { source: 'engine', version: '1.4.0', source_sha: COMMIT }, 'engine', COMMIT],
    ['a tag and a time, of nobody’s commit', { version: 'v1', triggered_by: 'site', timestamp: '2026' }, 'site', null],
    ['owner and name', { source: 'Acme/Engine', source_sha: COMMIT }, 'engine', COMMIT],
    ['a commit in capitals', { source: 'engine', sha: COMMIT.toUpperCase() }, 'engine', COMMIT],
    ['a short commit, which says nothing', { source: 'engine', sha: COMMIT.slice(0, 7) }, 'engine', null],
    ['the second field where the first is empty', { triggered_by: '', source: 'engine' }, 'engine', null],
    ['the second field where the first is no text', { triggered_by: { a: 1 }, source: 'engine' }, 'engine', null],
  ])('is understood where it has %s', (_, payload, from, commit) => {
    expect(passedOn({ payload })).toMatchObject([{ repository: 'app', commit: null, hop: { from, commit } }]);
  });

  it.each([
    ['nothing', {}],
    ['numbers and lists', { triggered_by: 7, source: ['engine'], repo: null, source_sha: 3, ref: false }],
    ['a stranger', { triggered_by: 'dashboard', source_sha: COMMIT }],
    ['a name of every object', { triggered_by: 'constructor' }],
  ])('builds its receiver as it is now where the payload has %s', (_, payload) => {
    expect(passedOn({ payload })).toEqual([{ repository: 'app', commit: null, hop: null, line: null }]);
  });

  it('builds the receiver at a commit of its own', () => {
    expect(passedOn({ payload: { repo: 'acme/app', sha: COMMIT } })).toMatchObject([
      { repository: 'app', commit: COMMIT, hop: { from: 'app', commit: COMMIT } },
    ]);
  });
});

describe('a dispatch that names what it builds', () => {
  it.each(['build_engine', 'build_ENGINE', 'build_old-engine'])(
    'is understood as %s, whoever received it',
    (eventType) => {
      expect(passedOn({ eventType, payload: { nightly: true } })).toEqual([
        { repository: 'engine', commit: null, hop: null, line: null },
      ]);
    },
  );

  it('takes the commit for its own where nobody else is named', () => {
    const [arrival] = passedOn({ eventType: 'build_engine', payload: { sha: COMMIT } });
    expect(arrival).toMatchObject({ commit: COMMIT, hop: { from: 'engine', commit: COMMIT } });
  });

  it('takes the commit for that of the repository which the payload names', () => {
    const [arrival] = passedOn({ eventType: 'build_app', payload: { triggered_by: 'engine', source_sha: COMMIT } });
    expect(arrival).toMatchObject({ repository: 'app', commit: null, hop: { from: 'engine', commit: COMMIT } });
  });

  it('may name it in the payload', () => {
    const rules = [{ ...named, eventType: 'build', names: { former: 'engine' } }];
    const watching = { ...ACME, triggers: triggers({ dispatches: rules }) };
    const [arrival] = arrivals({ eventType: 'build', payload: { repo: 'Former', sha: COMMIT } }, watching);
    expect(arrival).toMatchObject({ repository: 'engine', commit: COMMIT });
    expect(decided(dispatched({ eventType: 'build', payload: { repo: 'other' } }), [watching])).toMatchObject([
      { code: 'names-no-repository', why: expect.stringMatching(/"other".*triggered_by, source, repo/) as string },
    ]);
  });

  it('builds all where it says so, the one it is about at its commit', () => {
    const [engine, app, site] = passedOn({ eventType: 'build_all', payload: { repo: 'engine', sha: COMMIT } });
    expect(engine).toMatchObject({ repository: 'engine', commit: COMMIT });
    expect([app, site]).toMatchObject([
      { repository: 'app', commit: null },
      { repository: 'site', commit: null },
    ]);
  });
});

describe('the line of a dispatch', () => {
  it.each([
    ['the rule has', { eventType: 'develop-chain', payload: { source: 'engine' } }, 'develop'],
    ['a watched branch is', { payload: { source: 'engine', source_ref: 'refs/heads/develop' } }, 'develop'],
    ['a watched branch is by its short name', { payload: { source: 'engine', ref: 'develop' } }, 'develop'],
    ['none is, for the own branch', { payload: { source: 'engine', ref: 'main' } }, null],
    ['none is, for a tag', { payload: { source: 'engine', ref: 'refs/tags/v1.4.0' } }, null],
    ['none is where it is about nothing', { payload: { ref: 'develop' } }, null],
  ])('is what %s', (_, differences, line) => {
    expect(passedOn(differences)).toMatchObject([{ line }]);
  });
});

describe('a dispatch that starts nothing', () => {
  const marker = formatMarker({ train: 'acme/cascade/engine/3f2a91c', alias: 'app', attempt: 1, digest: '0123abcd' });

  it.each([
    ['is one of Cascade’s own', { marker }, 'made-by-cascade', /acme\/cascade\/engine\/3f2a91c\/app/],
    ['fits no rule', { eventType: 'deploy' }, 'dispatch-not-known', /"deploy".*build-chain/],
    ['names what the chain has not', { eventType: 'build_else' }, 'dispatch-not-known', /"build_else"/],
    ['is about a pull request', { payload: { ref: 'refs/pull/7/merge' } }, 'pull-request', /refs\/pull\/7\/merge/],
    ['is of a repository in no chain', { repository: { owner: 'acme', name: 'else' } }, 'not-in-a-chain', /acme\/else/],
  ])('%s, and says so', (_, differences, code, why) => {
    const decision = { type: 'ignore', code, why: expect.stringMatching(why) as string };
    expect(decided(dispatched(differences), [ACME])).toEqual([decision]);
  });

  it('was sent by Cascade’s own account', () => {
    const decisions = decided(dispatched(), undefined, { self: ['alice'] });
    expect(decisions).toMatchObject([{ code: 'made-by-cascade' }]);
  });
});
