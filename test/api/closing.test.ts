import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { Client, Connection } from '@temporalio/client';
import { expect, onTestFinished, test } from 'vitest';
import { appOf } from './support/app-of.ts';

test('closing answers what is being asked, and then keeps no connection for a next request', async () => {
  const connection = Connection.lazy({ address: '127.0.0.1:1' });
  onTestFinished(() => connection.close());
  const { app } = await appOf(new Client({ connection }));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => {
    agent.destroy();
  });
  const begun = once(app.server, 'request');
  const sending = request(`${url}/webhooks/github`, { method: 'POST', agent, headers: { 'content-length': 2 } });
  sending.write('{');
  await begun;

  // Without more ado the connection would stay for as long as it may be idle, which is longer than a test may take.
  const closed = app.close();
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  sending.end('}');
  const [response] = await answered;
  response.resume();
  expect(response.statusCode).toBe(401);
  await closed;
});
