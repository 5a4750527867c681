import { Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

import { expect, onTestFinished, test } from 'vitest';

import { noAnswer, post } from '../../../simulator/webhooks/post.ts';
import { receiveHooks } from '../hook-receiver.ts';

const plain = { agent: new Agent(), headers: {}, body: Buffer.from('{}'), deadlineMs: 10_000 };
const open = new AbortController().signal;

test('what the receiver answers is given', async () => {
  const { url, received } = await receiveHooks(202);
  expect(await post(url, { ...plain, signal: open })).toMatchObject({ status: 202, body: 'taken' });
  expect(received).toMatchObject([{ body: '{}' }]);
});

test('a receiver that is silent until the deadline, or until the simulator closes, counts as none', async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => {
    silent.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    silent.close();
  });
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  expect(await post(url, { ...plain, deadlineMs: 30, signal: open })).toEqual(noAnswer);
  expect(await post(url, { ...plain, signal: AbortSignal.timeout(30) })).toEqual(noAnswer);
});
