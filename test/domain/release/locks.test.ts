import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Lock } from '../../../src/domain/release/lock.ts';
import { lockSubject, lockText, parseLock } from '../../../src/domain/release/locks.ts';

const [ONE, TWO] = ['1'.repeat(40), '2'.repeat(40)];
const LOCK: Lock = {
  chain: 'acme',
  released: { kind: 'release', version: 'v1.4.0' },
  parameters: { platform: ['windows', 'linux'] },
  repositories: {
    node: { repository: 'acme/node', ref: 'main', commit: ONE },
    engine: { repository: 'acme/engine', ref: 'v1.4.0', commit: TWO },
  },
};

test('a lock reads well as a file', () => {
  expect(lockText(LOCK)).toBe(`{
  "chain": "acme",
  "kind": "release",
  "version": "v1.4.0",
  "parameters": {
    "platform": [
      "windows",
      "linux"
    ]
  },
  "repositories": {
    "engine": {
      "repository": "acme/engine",
      "ref": "v1.4.0",
      "commit": "${TWO}"
    },
    "node": {
      "repository": "acme/node",
      "ref": "main",
      "commit": "${ONE}"
    }
  }
}
`);
});

const locks = fc.record({
  chain: fc.constantFrom('acme', 'other'),
  released: fc.option(
    fc.record({
      kind: fc.constantFrom('release' as const, 'nightly' as const, 'cascade' as const),
      version: fc.constantFrom('v1.4.0', 'nightly-20261121-3f2a91c'),
    }),
    { nil: null },
  ),
  parameters: fc.option(fc.dictionary(fc.string({ minLength: 1 }), fc.array(fc.string()), { maxKeys: 3 }), {
    nil: null,
  }),
  repositories: fc.dictionary(
    fc.stringMatching(/^[a-c0-2][a-c0-2._-]{0,2}$/),
    fc.record({
      repository: fc.constantFrom('acme/engine', 'acme/node'),
      ref: fc.constantFrom('main', 'v1.4.0', 'topic/ü'),
      commit: fc.constantFrom(ONE, TWO),
    }),
    { minKeys: 1, maxKeys: 4 },
  ),
});

test('a lock that was written is read again', () => {
  fc.assert(
    fc.property(locks, (lock) => {
      expect(parseLock(JSON.parse(lockText(lock)))).toEqual({ ok: true, lock });
    }),
  );
});

test('the subject tells locks apart by what is built, and by nothing else', () => {
  const built = ({ chain, repositories }: Lock) =>
    JSON.stringify([
      chain,
      Object.keys(repositories)
        .toSorted()
        .map((alias) => [alias, repositories[alias]?.repository, repositories[alias]?.commit]),
    ]);
  fc.assert(
    fc.property(locks, locks, (one, other) => {
      expect(lockSubject(one) === lockSubject(other)).toBe(built(one) === built(other));
    }),
  );
  const reversed = Object.fromEntries(Object.entries(LOCK.repositories).toReversed());
  const elsewhere = Object.entries(reversed).map(([alias, locked]) => [alias, { ...locked, ref: 'other' }] as const);
  expect(lockSubject({ chain: 'acme', repositories: Object.fromEntries(elsewhere) })).toBe(lockSubject(LOCK));
});

test('a lock of commits alone, as they were written once, is still read', () => {
  const { chain, repositories } = LOCK;
  expect(parseLock({ chain, repositories })).toEqual({
    ok: true,
    lock: { chain, repositories, released: null, parameters: null },
  });
});

test.each([null, [], 'acme', 7])('%j is no lock', (value) => {
  expect(parseLock(value)).toEqual({ ok: false, problems: ['a lock must be an object with chain, repositories'] });
});

test('every problem of a lock is told at once', () => {
  const wrong = {
    chain: 'a/b',
    train: 'acme/release/v1.4.0',
    kind: 'build',
    parameters: { platform: 'linux' },
    repositories: {
      engine: { repository: 'engine', ref: '', commit: '3f2a91c', branch: 'main' },
      'no alias': 'main',
    },
  };
  expect(parseLock(wrong)).toEqual({
    ok: false,
    problems: [
      'train: unknown; known are chain, kind, version, parameters, repositories',
      'chain: must be the name of a chain',
      'kind: must be one of release, nightly, cascade',
      'version: must be the version or the name of a nightly that was released',
      'parameters.platform: must be a list of texts',
      'repositories.engine.branch: unknown; known are repository, ref, commit',
      'repositories.engine.repository: must be owner/name, as GitHub writes it',
      'repositories.engine.ref: must be the branch or tag that the commit was found at',
      'repositories.engine.commit: must be a full commit hash of 40 hexadecimal digits in lower case',
      'repositories.no alias: is no alias; take it from the chain',
      'repositories.no alias: must be an object with repository, ref, commit',
    ],
  });
});

test.each([{}, [], undefined])('a lock without repositories locks nothing: %j', (repositories) => {
  expect(parseLock({ chain: 'acme', repositories })).toEqual({
    ok: false,
    problems: ['repositories: must be an object with at least one repository, by its alias'],
  });
});
