import { createHash, randomBytes } from 'node:crypto';

import { expect, test } from 'vitest';

import type { FaultEffect } from '../../../simulator/scenario-faults.ts';
import type { Simulator } from '../../../simulator/simulator.ts';
import { ask } from '../ask.ts';
import { start } from '../started.ts';

const content = randomBytes(3_000_000);

test('an upload that is taken whole and answered with a 502 is there', async () => {
  const { simulator, upload } = await draftWith({ kind: 'status', status: 502, executed: true });
  expect((await upload()).status).toBe(502);
  expect(assetsOf(simulator)).toMatchObject([{ state: 'uploaded', size: content.length }]);
  expect((await upload()).status).toBe(422);
});

test.each([
  ['a starter', true, [{ name: 'big.bin', state: 'starter', size: 0 }]],
  ['nothing', false, []],
] as const)('an upload that the server cuts in the middle can leave %s', async (_, starter, left) => {
  const { simulator, upload } = await draftWith({ kind: 'cut', afterBytes: 100_000, starter });
  await expect(upload()).rejects.toThrow('fetch failed');
  expect(assetsOf(simulator)).toMatchObject(left);
  expect((await upload()).status).toBe(starter ? 422 : 201);
});

test('an upload can arrive with other bytes than were sent, of the same number', async () => {
  const { simulator, upload } = await draftWith({ kind: 'damage' });
  expect((await upload()).status).toBe(201);
  const [asset] = assetsOf(simulator) ?? [];
  expect(asset).toMatchObject({ state: 'uploaded', size: content.length });
  expect(asset?.digest).not.toBe(`sha256:${createHash('sha256').update(content).digest('hex')}`);
});

test('any request can be cut before a byte of it was taken, and does nothing', async () => {
  const { simulator } = await start({
    faults: [{ operation: '*', effect: { kind: 'cut', afterBytes: 0, starter: false } }],
  });
  const dispatch = { method: 'POST', body: JSON.stringify({ event_type: 'build-chain' }) };
  await expect(ask(simulator, '/repos/acme/library/dispatches', dispatch)).rejects.toThrow('fetch failed');
  expect(simulator.runs()).toEqual([]);
  expect(simulator.requests()).toMatchObject([{ operation: 'repos/create-dispatch-event', status: 0 }]);
});

function assetsOf(simulator: Simulator) {
  return simulator.releases('acme/library')[0]?.assets;
}

async function draftWith(effect: FaultEffect) {
  const { simulator } = await start({ faults: [{ operation: 'repos/upload-release-asset', effect }] });
  const { id } = await simulator.draftRelease('acme/library', { tag: 'v1' });
  const path = `/uploads/repos/acme/library/releases/${id}/assets?name=big.bin`;
  const headers = { 'content-type': 'application/octet-stream' };
  return { simulator, upload: () => ask(simulator, path, { method: 'POST', body: content, headers }) };
}
