import fc from 'fast-check';
import { expect, it } from 'vitest';
import { upstreamOf } from '../../../src/fleet/actions/cache/key-files.mjs';
import { type KeyParts, makeKey, readKey } from '../../../src/fleet/actions/cache/key.mjs';

const PARTS: KeyParts = {
  platform: 'linux-x64',
  toolchain: 'rustc 1.95.0 (abc 2026-04-01)\nhost: x86_64-unknown-linux-gnu',
  target: 'host',
  profile: 'release',
  features: 'default',
  flags: 'none',
  locks: 'a'.repeat(64),
  upstream: 'none',
};

it('differs in every part', () => {
  const texts = Object.keys(PARTS).map((name) => makeKey({ ...PARTS, [name]: 'other' }).text);
  expect(new Set([...texts, makeKey(PARTS).text]).size).toBe(Object.keys(PARTS).length + 1);
});

it('keeps its family while only lock files or upstream outputs change', () => {
  const { family } = makeKey(PARTS);
  for (const name of ['locks', 'upstream']) expect(makeKey({ ...PARTS, [name]: 'other' }).family).toBe(family);
  for (const name of ['platform', 'toolchain', 'target', 'profile', 'features', 'flags']) {
    expect(makeKey({ ...PARTS, [name]: 'other' }).family, name).not.toBe(family);
  }
});

it.each(Object.keys(PARTS))('refuses an empty %s', (name) => {
  expect(() => makeKey({ ...PARTS, [name]: ' ' })).toThrow(`The ${name} of the key is empty`);
});

it('does not confuse parts that read alike when they are joined', () => {
  const one = makeKey({ ...PARTS, target: 'a-b', profile: 'c' });
  expect(makeKey({ ...PARTS, target: 'a', profile: 'b-c' }).text).not.toBe(one.text);
});

it('is read back from its text, whatever the parts were', () => {
  const part = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');
  const record = fc.record({
    platform: part,
    toolchain: part,
    target: part,
    profile: part,
    features: part,
    flags: part,
    locks: part,
    upstream: part,
  });
  fc.assert(
    fc.property(record, (parts) => {
      const key = makeKey(parts);
      expect(readKey(key.text)).toEqual(key);
      expect(key.folder).toMatch(/^[0-9a-f]{20}-[0-9a-f]{20}$/);
    }),
    { numRuns: 50 },
  );
});

it.each(['', 'v0/a/b/c/d/e', 'v1/../../etc/passwd/x', 'v1/a/b/c/d'])('reads no key from "%s"', (text) => {
  expect(() => readKey(text)).toThrow('is no key');
});

it('takes the upstream outputs in any order', () => {
  const [core, net] = ['core', 'net'].map((name) => ({ repository: `acme/${name}`, commit: 'b'.repeat(40) }));
  expect(upstreamOf(JSON.stringify([net, core]))).toBe(upstreamOf(JSON.stringify([core, net])));
  expect(upstreamOf('[]')).toBe('none');
});

it.each(['{}', '[{"repository":"acme/core"}]', '[{"repository":"acme/core","commit":"main"}]', '[null]'])(
  'refuses %s as a list of upstream outputs',
  (json) => {
    expect(() => upstreamOf(json)).toThrow('needs');
  },
);
