import { expect, test } from 'vitest';

import { Runners } from '../../simulator/runners.ts';

/** Asks for runners under names; gives who began, in order, and how each gives its runner back. */
function takers(runners: Runners, names: readonly string[]): { began: string[]; leave: Map<string, () => void> } {
  const began: string[] = [];
  const leave = new Map(names.map((name) => [name, runners.take(() => began.push(name))]));
  return { began, leave };
}

test('no more begin than there are runners, and the first who waits is the next', () => {
  const { began, leave } = takers(new Runners(2), ['a', 'b', 'c', 'd']);
  expect(began).toEqual(['a', 'b']);
  leave.get('b')?.();
  expect(began).toEqual(['a', 'b', 'c']);
  leave.get('a')?.();
  expect(began).toEqual(['a', 'b', 'c', 'd']);
});

test('who leaves the queue never begins, and takes no runner from others', () => {
  const { began, leave } = takers(new Runners(1), ['a', 'b', 'c']);
  leave.get('b')?.();
  leave.get('a')?.();
  expect(began).toEqual(['a', 'c']);
});

test('a runner that nobody waited for is free again', () => {
  const runners = new Runners(1);
  takers(runners, ['a']).leave.get('a')?.();
  expect(takers(runners, ['b']).began).toEqual(['b']);
});

test('without a limit all begin at once', () => {
  expect(takers(new Runners(Infinity), ['a', 'b', 'c']).began).toEqual(['a', 'b', 'c']);
});
