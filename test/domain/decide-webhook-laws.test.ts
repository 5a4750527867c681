import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STANDARD_DISPATCHES } from '../../src/config/standard-dispatches.ts';
import { isCommit } from '../../src/domain/ids.ts';
import { chain, documents, repository, triggers } from '../support/chains.ts';
import { decided, RECEIVED } from '../support/decided.ts';
import { dispatched, pushed } from '../support/github-events.ts';

const ACME = chain([documents('spec'), repository('engine', { needs: ['spec'] }), repository('app')], {
  triggers: triggers({ dispatches: STANDARD_DISPATCHES, pushBranches: ['develop', 'lts'] }),
});
const ALIASES = ACME.repositories.map(({ alias }) => alias);

const place = fc.constantFrom('spec', 'engine', 'app', 'else').map((name) => ({ owner: 'acme', name }));
const commit = fc.string({ unit: fc.constantFrom('0', '7', 'a', 'f'), minLength: 40, maxLength: 40 });

const push = fc
  .record({
    repository: place,
    branch: fc.constantFrom('main', 'develop', 'lts', 'feature'),
    defaultBranch: fc.constantFrom('main', 'develop'),
    commit,
    at: fc.option(fc.integer({ min: 0, max: 2 * RECEIVED.at })),
    paths: fc.option(fc.array(fc.string())),
    sender: fc.constantFrom('alice', 'cascade[bot]', ''),
  })
  .map((differences) => pushed(differences));

/** Payloads as people write them, and as they don't. */
const said = fc.oneof(
  fc.constantFrom('spec', 'engine', 'acme/app', 'develop', 'refs/pull/1/head'),
  commit,
  fc.anything(),
);
const payload = fc.dictionary(
  fc.constantFrom('triggered_by', 'source', 'repo', 'source_sha', 'sha', 'source_ref', 'ref', '__proto__'),
  said,
);
const dispatch = fc
  .record({
    repository: place,
    eventType: fc.oneof(
      fc.constantFrom('build-chain', 'develop-chain', 'build_all', 'build_', 'build_engine'),
      fc.string(),
    ),
    payload,
    sender: fc.constantFrom('alice', 'cascade[bot]'),
  })
  .map((differences) => dispatched(differences));

const received = { self: ['cascade[bot]'] };

describe('whatever happens on GitHub', () => {
  it('is answered, and by the same decisions when it is delivered again later', () => {
    fc.assert(
      fc.property(fc.oneof(push, dispatch), (event) => {
        const decisions = decided(event, [ACME], received);
        expect(decisions.length).toBeGreaterThan(0);
        expect(decided(event, [ACME], received)).toEqual(decisions);
      }),
    );
  });

  it('changes repositories of the chain alone, at whole commits, each once, and not before it came', () => {
    fc.assert(
      fc.property(fc.oneof(push, dispatch), (event) => {
        const arrivals = decided(event, [ACME], received).flatMap((one) =>
          one.type === 'enqueue' ? [one.arrival] : [],
        );
        expect(new Set(arrivals.map(({ delivery }) => delivery)).size).toBe(arrivals.length);
        for (const { repository, commit, hop, at } of arrivals) {
          expect(ALIASES).toContain(repository);
          expect([commit, hop?.commit ?? null].every((one) => one === null || isCommit(one))).toBe(true);
          if (hop !== null) expect(ALIASES).toContain(hop.from);
          expect(at).toBeLessThanOrEqual(RECEIVED.at);
        }
      }),
    );
  });

  it('travels on a line only where the branch is watched and not the own one', () => {
    fc.assert(
      fc.property(push, (event) => {
        for (const decision of decided(event, [ACME], received)) {
          if (decision.type !== 'enqueue') continue;
          const { line } = decision.arrival;
          expect(line).toBe(event.branch === event.defaultBranch ? null : event.branch);
          expect(event.branch).not.toBe('feature');
        }
      }),
    );
  });

  it('starts nothing where Cascade did it', () => {
    fc.assert(
      fc.property(fc.oneof(push, dispatch), (event) => {
        const own = decided({ ...event, sender: 'cascade[bot]' }, [ACME], received);
        expect(own).toMatchObject([{ type: 'ignore', code: 'made-by-cascade' }]);
      }),
    );
  });
});
