import { expect, it } from 'vitest';
import { findSkipToken } from '../../src/domain/skip-token.ts';

it.each(['[skip ci]', '[ci skip]', '[no ci]', '[skip actions]', '[actions skip]'])(
  'GitHub runs nothing for a message with %s, wherever it stands',
  (token) => {
    expect(findSkipToken(`Bump\n\nBy a bot ${token}.`)).toBe(token);
  },
);

it.each(['Bump', '[skip release]', '[skip_tests]', 'skip ci'])('GitHub runs all for the message "%s"', (message) => {
  expect(findSkipToken(message)).toBeNull();
});
