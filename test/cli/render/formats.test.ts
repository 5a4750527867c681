import { expect, test } from 'vitest';
import { nodeProblem } from '../../../src/cli/node-problem.ts';
import { formatDuration } from '../../../src/cli/render/duration.ts';
import { describeStep } from '../../../src/cli/render/fetch-bar.ts';
import { fit, oneLine } from '../../../src/cli/render/one-line.ts';
import { formatSize } from '../../../src/cli/render/size.ts';

test.each([
  [-5, '0.0 s'],
  [1_234, '1.2 s'],
  [59_999, '59.9 s'],
  [60_000, '1 min 00 s'],
  [185_000, '3 min 05 s'],
  [3_599_999, '59 min 59 s'],
  [7_620_000, '2 h 07 min'],
])('%i milliseconds read %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text);
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 KB'],
  [9_960, '10 KB'],
  [412_345, '412 KB'],
  [999_600, '1.0 MB'],
  [1_300_000_000, '1.3 GB'],
])('%i bytes read %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});

test('a text is cut with an ellipsis, and only where it must be', () => {
  expect([fit('waits', 5), fit('waits for engine', 8), fit('waits', 0)]).toEqual(['waits', 'waits f…', '']);
});

test('a message of others can not move the cursor', () => {
  expect(oneLine('one\ntwo\u001b[2J\u001b]0;title\u0007 three\rfour')).toBe('one two three four');
});

test('a fetch shows how far it is where the size is known', () => {
  const step = { phase: 'downloading', source: 'vendor', received: 25_000_000 } as const;
  expect(describeStep({ ...step, total: 100_000_000 })).toBe(
    "fetching Temporal's server  ██████░░░░░░░░░░░░░░░░░░  25 %  25 MB of 100 MB",
  );
  expect(describeStep({ ...step, total: null })).toBe("fetching Temporal's server  25 MB");
});

test('an old Node is refused with what to do', () => {
  expect(nodeProblem('24.0.0')).toBeNull();
  expect(nodeProblem('22.18.0')).toBe(
    'Cascade needs Node 24 or newer, and this is Node 22.18.0. ' +
      'The clone brings its own: run `npx cascade …` or `npm run …` after `npm ci`.',
  );
});
