import { expect, test } from 'vitest';
import { rateLimitedUntil } from '../../src/github/rate-limit.ts';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const until = (status: number, headers: Record<string, string>, message = '') =>
  rateLimitedUntil({ type: 'answered', status, headers, message }, NOW);

test('retry-after counts in seconds', () => {
  expect(until(429, { 'retry-after': '30' })).toBe(NOW + 30_000);
});

test('retry-after may be a date', () => {
  expect(until(429, { 'retry-after': 'Sat, 21 Nov 2026 12:05:00 GMT' })).toBe(NOW + 5 * 60_000);
});

test('retry-after goes before the reset of the hourly limit', () => {
  expect(until(403, { 'retry-after': '5', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4102444800' })).toBe(
    NOW + 5000,
  );
});

test('a reset that is past already means soon, not never', () => {
  expect(until(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' })).toBe(NOW + 1000);
});

test('a secondary limit without a time waits a minute', () => {
  expect(until(403, {}, 'You have exceeded a secondary rate limit. Please wait')).toBe(NOW + 60_000);
});

test.each([
  ['a 403 that refuses', 403, { 'x-ratelimit-remaining': '4999' }],
  ['a 429 that says nothing', 429, {}],
  ['an outage', 503, { 'retry-after': '30' }],
])('%s is no rate limit', (_, status, headers) => {
  expect(until(status, headers, 'Resource not accessible')).toBeNull();
});
