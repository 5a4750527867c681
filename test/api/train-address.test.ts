import { expect, test } from 'vitest';
import { asOneSegment } from '../../src/api/train-address.ts';

test.each([
  ['/trains/acme/release/v1.4.0/commands', '/trains/acme%2Frelease%2Fv1.4.0/commands'],
  ['/trains/acme%2Frelease%2Fv1.4.0/commands', '/trains/acme%2Frelease%2Fv1.4.0/commands'],
  ['/trains/acme/commands/commands?x=1', '/trains/acme%2Fcommands/commands?x=1'],
  ['/trains/acme/release/v1.4.0', '/trains/acme/release/v1.4.0'],
  ['/trains/commands', '/trains/commands'],
  ['/trains?chain=a/commands', '/trains?chain=a/commands'],
  ['/webhooks/github', '/webhooks/github'],
])('%s is routed as %s', (url, routed) => {
  expect(asOneSegment(url)).toBe(routed);
});
