import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { z } from 'zod';
import { DEFAULT_QUEUE } from '../../src/config/defaults.ts';
import { Gate } from '../../src/config/gates-schema.ts';
import { parseChain } from '../../src/config/parse.ts';
import { OnPush } from '../../src/config/push-schema.ts';
import { Limits, Queue } from '../../src/config/queue-schema.ts';
import { STANDARD_DISPATCHES } from '../../src/config/standard-dispatches.ts';
import { Deploy, Tells, Webhook } from '../../src/config/telling-schema.ts';
import { DispatchEntry, Triggers } from '../../src/config/triggers-schema.ts';
import { blocks } from '../house/documents.ts';

const PAGE = 'docs/configuration.md';
const text = readFileSync(PAGE, 'utf8');

/** The chain that shows all that starts, holds back and tells. */
const [example = ''] = blocks({ path: PAGE, text }, 'yaml').filter((block) => block.startsWith('chain:'));

test('the example of what starts, holds back and tells is in order', () => {
  const parsed = parseChain(example, PAGE);
  expect(parsed.ok ? [] : parsed.problems).toEqual([]);
});

const shown: readonly (readonly [string, z.ZodObject])[] = [
  ['triggers', Triggers],
  ['dispatches', DispatchEntry],
  ['limits', Limits],
  ['queue', Queue],
  ['gates', Gate],
  ['tells', Tells],
  ['webhooks', Webhook],
  ['on_push', OnPush],
  ['deploy', Deploy],
];

test.each(shown)('the example shows each key of %s', (_, schema) => {
  const keys = Object.keys(schema.shape);
  expect(keys.filter((key) => !new RegExp(`(?:^|[\\s{])${key}:`, 'm').test(example))).toEqual([]);
});

test('the page lists the standard dispatches with what they build, and on which line', () => {
  const row = /^\| `([a-z_{}-]+)` +\| ([^|]+?) +\| (?:each its own|the line `(\w+)`) +\|$/gm;
  const rows = Array.from(text.matchAll(row), (match) => match.slice(1, 4));
  const words = { receiver: 'received it', named: 'event names', all: 'everything' } as const;
  const dispatches = rows.filter(([event]) => STANDARD_DISPATCHES.some(({ eventType }) => eventType === event));
  expect(dispatches.map(([event, , line]) => [event, line ?? null])).toEqual(
    STANDARD_DISPATCHES.map(({ eventType, line }) => [eventType, line]),
  );
  for (const [event, builds = ''] of dispatches.filter((row) => row[1] !== 'the same')) {
    const rule = STANDARD_DISPATCHES.find(({ eventType }) => eventType === event);
    expect(builds).toContain(words[rule?.builds ?? 'all']);
  }
});

test('the page tells which policy of the queue is whose by default', () => {
  const rows = Array.from(text.matchAll(/^\| `(\w+)` +\|[^|]+\| (cascade|release|nightly) +\|[^|]*\|$/gm), (row) =>
    row.slice(1, 3),
  );
  expect(Object.fromEntries(rows.map(([policy, kind]) => [kind, policy]))).toEqual(DEFAULT_QUEUE.onArrival);
});
