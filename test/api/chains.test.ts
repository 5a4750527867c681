import { expect, it } from 'vitest';
import { remembered } from '../../src/api/chains.ts';

it.each([
  ['once while the answer is young enough', Infinity, 1],
  ['again when it is too old', 0, 3],
])('asks for the chains %s', async (_, age, times) => {
  let asked = 0;
  const load = remembered(() => Promise.resolve({ ok: true, chains: [], asked: (asked += 1) }), age);
  await load();
  await load();
  expect(await load()).toMatchObject({ ok: true });
  expect(asked).toBe(times);
});
