import { describe, expect, it } from 'vitest';
import type { Chain, Repository } from '../../src/domain/chain.ts';
import type { EventOf } from '../../src/domain/github-event.ts';
import type { Arrival } from '../../src/domain/queue/arrivals.ts';
import { formatTrainTrailer } from '../../src/domain/train-trailer.ts';
import { COMMIT } from '../support/actions-runs.ts';
import { chain, documents, repository, triggers } from '../support/chains.ts';
import { decided, RECEIVED } from '../support/decided.ts';
import { pushed } from '../support/github-events.ts';

const ACME = chain([repository('engine'), repository('app', { needs: ['engine'] })]);
const LINES: Chain = { ...ACME, triggers: triggers({ pushBranches: ['develop'] }) };

/** A chain in which pushes to engine mean this. */
function withPush(push: Partial<Repository['push']>, original: Repository = repository('engine')): Chain {
  return chain([{ ...original, push: { ...original.push, ...push } }]);
}

function arrivals(event: EventOf<'push'>, watching: Chain = ACME): readonly Arrival[] {
  return decided(event, [watching]).flatMap((decision) => (decision.type === 'enqueue' ? [decision.arrival] : []));
}

describe('a push to the branch that is built', () => {
  it('goes into the next cascade of the chain, with all that its queue needs to know', () => {
    expect(decided(pushed(), [ACME])).toEqual([
      {
        type: 'enqueue',
        chain: 'acme',
        arrival: {
          delivery: 'guid-1/engine',
          repository: 'engine',
          commit: COMMIT,
          at: RECEIVED.at,
          line: null,
          parameters: {},
          hop: null,
          check: null,
          trigger: {
            type: 'push',
            repository: 'engine',
            branch: 'main',
            commit: COMMIT,
            delivery: 'guid-1',
            by: { type: 'github', login: 'alice' },
          },
          policy: ACME.queue,
        },
      },
    ]);
  });

  it('changes every component that lives in the repository, each by a delivery of its own', () => {
    const both = chain([repository('core', { name: 'Engine' }), repository('tools', { name: 'engine' })]);
    expect(arrivals(pushed(), both)).toMatchObject([
      { repository: 'core', commit: COMMIT, delivery: 'guid-1/core' },
      { repository: 'tools', commit: COMMIT, delivery: 'guid-1/tools' },
    ]);
  });

  it('concerns every chain that the repository is in', () => {
    const second = chain([repository('motor', { name: 'engine' })], { name: 'second' });
    expect(decided(pushed(), [ACME, second])).toMatchObject([
      { chain: 'acme', arrival: { repository: 'engine' } },
      { chain: 'second', arrival: { repository: 'motor' } },
    ]);
  });

  it('was made when GitHub says, but not after it came', () => {
    expect(arrivals(pushed({ at: RECEIVED.at - 5000 }))).toMatchObject([{ at: RECEIVED.at - 5000 }]);
    expect(arrivals(pushed({ at: RECEIVED.at + 5000 }))).toMatchObject([{ at: RECEIVED.at }]);
  });

  it('is by the one whom GitHub shows where there is nobody', () => {
    expect(arrivals(pushed({ sender: '' }))).toMatchObject([{ trigger: { by: { login: 'ghost' } } }]);
  });
});

describe('the branches that a chain watches', () => {
  it.each([
    ['the default branch', pushed({ branch: 'trunk', defaultBranch: 'trunk' }), ACME, null],
    ['the branch that is built', pushed({ branch: 'next' }), chain([repository('engine', { branch: 'next' })]), null],
    ['a branch that is watched besides, which is a line', pushed({ branch: 'develop' }), LINES, 'develop'],
    [
      'a watched branch that is built anyway, which is no line',
      pushed({ branch: 'develop', defaultBranch: 'develop' }),
      LINES,
      null,
    ],
  ])('have %s among them', (_, event, watching, line) => {
    expect(arrivals(event, watching)).toMatchObject([{ line }]);
  });
});

describe('what must be seen of a commit before it goes on', () => {
  const CI = { workflows: ['ci.yml', 'lint.yml'], jobs: ['test'] };

  it.each([
    ['is nothing where nothing is built', documents('engine'), {}, null],
    ['is nothing where no actions workflow is waited for', repository('engine'), {}, null],
    ['are its actions runs, of which one is its build', repository('engine'), CI, { ...CI, countsAsBuild: true }],
    [
      'are its actions runs, and none is its build where it is to be built again',
      repository('engine'),
      { ...CI, buildsAgain: true },
      { ...CI, countsAsBuild: false },
    ],
    ['are the actions runs of what is not built', documents('engine'), CI, { ...CI, countsAsBuild: false }],
    [
      'is its content, where that alone counts',
      documents('engine'),
      { content: ['**/*.md'] },
      { workflows: [], content: ['**/*.md'], countsAsBuild: false },
    ],
  ])('%s', (_, original, policy, check) => {
    const [arrival] = arrivals(pushed({ branch: 'trunk', defaultBranch: 'trunk' }), withPush(policy, original));
    const place = { owner: 'acme', name: 'engine', branch: 'trunk' };
    expect(arrival?.check).toEqual(check === null ? null : { jobs: [], content: [], ...place, ...check });
  });
});

describe('the paths that count', () => {
  const DOCS = ['docs/**', '*.md'];

  it.each([
    ['one of them is named', { paths: DOCS }, ['src/a.rs', 'docs/b/c.txt'], true],
    ['none of them is named', { paths: DOCS }, ['src/a.rs', 'src/b.md'], false],
    ['all of them are ignored', { ignoredPaths: DOCS }, ['README.md', 'docs/a'], false],
    ['one of them is not ignored', { ignoredPaths: DOCS }, ['README.md', 'src/a.rs'], true],
    [
      'the only one that is named is ignored',
      { paths: ['docs/**'], ignoredPaths: ['**/*.txt'] },
      ['docs/a.txt'],
      false,
    ],
    ['nobody knows them', { paths: DOCS }, null, true],
    ['there are none, and none is asked for', {}, [], true],
  ])('decide, where %s', (_, policy, paths, counts) => {
    const [decision] = decided(pushed({ paths }), [withPush(policy)]);
    expect(decision).toMatchObject(counts ? { type: 'enqueue' } : { code: 'paths-not-watched' });
  });
});

describe('a push that starts nothing', () => {
  it.each([
    ['deletes a branch', pushed({ deleted: true }), 'branch-deleted', /main/],
    ['has neither branch nor tag', pushed({ branch: null }), 'event-not-used', /neither/],
    ['is to another branch', pushed({ branch: 'feature' }), 'branch-not-watched', /feature.*watches main, develop/],
    [
      'is to a repository in no chain',
      pushed({ repository: { owner: 'acme', name: 'else' } }),
      'not-in-a-chain',
      /acme$/,
    ],
    ['says that nothing is to run', pushed({ message: 'Bump [skip ci]' }), 'skip-token', /\[skip ci\]/],
    [
      'has a commit that a train made',
      pushed({ message: `Versions of v1.4.0\n\n${formatTrainTrailer('acme/release/v1.4.0')}\n` }),
      'made-by-cascade',
      /acme\/release\/v1\.4\.0/,
    ],
  ])('%s, and says so', (_, event, code, why) => {
    expect(decided(event, [LINES])).toEqual([{ type: 'ignore', code, why: expect.stringMatching(why) as string }]);
  });

  it('was made by Cascade’s own account', () => {
    expect(decided(pushed(), undefined, { self: ['ALICE'] })).toMatchObject([{ code: 'made-by-cascade' }]);
  });

  it('to a branch that another chain watches is told by each', () => {
    const next = chain([repository('engine', { branch: 'next' })], { name: 'next' });
    expect(decided(pushed(), [next, ACME])).toMatchObject([{ code: 'branch-not-watched' }, { type: 'enqueue' }]);
  });
});
