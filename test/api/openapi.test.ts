import { expect, it } from 'vitest';
import { connectClientEngine } from '../../src/engine/connection.ts';
import { appOf } from './support/app-of.ts';

const client = connectClientEngine({ connectionOptions: { address: '127.0.0.1:1' }, namespace: 'default' });

it('describes every route by the schemas that it validates with', async () => {
  const { app } = await appOf(client);
  const description = (await app.inject('/openapi.json')).json<{ openapi: string; paths: Record<string, object> }>();
  expect(description.openapi).toBe('3.1.0');
  expect(Object.keys(description.paths).sort()).toEqual(
    ['/healthz', '/readyz', '/trains', '/trains/{*}', '/webhooks/github'].sort(),
  );
  expect(description.paths['/trains']).toMatchObject({
    post: {
      requestBody: {
        content: {
          'application/json': { schema: { oneOf: [{ type: 'object' }, { type: 'object' }, { type: 'object' }] } },
        },
      },
      responses: { 201: {}, 400: { content: { 'application/problem+json': {} } }, 404: {}, 409: {}, 503: {} },
    },
  });
});
