import { expect, test } from 'vitest';
import { longerPause } from '../../src/domain/longer-pause.ts';

const MINUTE = 60_000;

test('who waits for months asks every half an hour, and more often at first', () => {
  const pauses = [2 * MINUTE];
  for (let asked = 1; asked < 7; asked += 1) pauses.push(longerPause(pauses.at(-1) ?? 0));
  expect(pauses.map((pause) => pause / MINUTE)).toEqual([2, 4, 8, 16, 30, 30, 30]);
});
