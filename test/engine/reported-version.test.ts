import { describe, expect, it } from 'vitest';
import { isOlder } from '../../src/engine/reported-version.ts';

describe('of two versions', () => {
  it.each([
    { a: '1.9.0', b: '1.9.1', older: true },
    { a: '1.10.0', b: '1.9.1', older: false },
    { a: '0.13.2', b: '1.9.1', older: true },
    { a: '1.9.1', b: '1.9.1', older: false },
    { a: '2.0.0', b: '1.9.1', older: false },
  ])('$a is older than $b: $older', ({ a, b, older }) => {
    expect(isOlder(a, b)).toBe(older);
  });
});
