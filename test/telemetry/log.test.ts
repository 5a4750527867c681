import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { makeLog } from '../../src/telemetry/log.ts';

async function logged(fields: Readonly<Record<string, unknown>>): Promise<unknown> {
  const lines = new PassThrough();
  makeLog('info', lines).warn(fields, 'Activity failed');
  lines.end();
  return JSON.parse(await text(lines)) as unknown;
}

test.each(['err', 'error'])('an error is logged with its words and where it was thrown, as %s', async (key) => {
  expect(await logged({ [key]: new TypeError('no such thing') })).toMatchObject({
    msg: 'Activity failed',
    [key]: { type: 'TypeError', message: 'no such thing', stack: expect.stringContaining('log.test.ts') as unknown },
  });
});

test('what is secret in the words of an error is masked', async () => {
  const token = `ghp_${'a1'.repeat(18)}`;
  expect(JSON.stringify(await logged({ error: new Error(`refused ${token}`) }))).not.toContain(token);
});
