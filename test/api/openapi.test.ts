import { expect, it } from 'vitest';
import { connectClientEngine } from '../../src/engine/connection.ts';
import { appOf } from './support/app-of.ts';

const client = connectClientEngine({ connectionOptions: { address: '127.0.0.1:1' }, namespace: 'default' });

it('describes every route by the schemas that it validates with', async () => {
  const { app } = await appOf(client);
  const description = (await app.inject('/openapi.json')).json<{ openapi: string; paths: Record<string, object> }>();
  expect(description.openapi).toBe('3.1.0');
  expect(Object.keys(description.paths).sort()).toEqual(
    [
      ...['/healthz', '/readyz', '/webhooks/github'],
      ...['/trains', '/trains/{*}', '/trains/{train}/commands', '/trains/{train}/approvals'],
    ].sort(),
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

it('says which routes need a token, and how they refuse who has none', async () => {
  const { app } = await appOf(client);
  const { components, paths } = (await app.inject('/openapi.json')).json<{
    components: object;
    paths: Record<string, Record<string, { security?: unknown; responses: object }>>;
  }>();
  expect(components).toMatchObject({ securitySchemes: { token: { type: 'http', scheme: 'bearer' } } });
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { security, responses }]) => ({
      route: `${method} ${path}`,
      security,
      responses,
    })),
  );
  const guarded = routes.filter(({ security }) => security !== undefined);
  expect(guarded.map(({ route }) => route).sort()).toEqual([
    'get /trains',
    'get /trains/{*}',
    'post /trains',
    'post /trains/{train}/approvals',
    'post /trains/{train}/commands',
  ]);
  for (const { security, responses } of guarded) {
    expect(security).toEqual([{ token: [] }]);
    expect(responses).toMatchObject({ 401: {}, 403: {}, 429: {} });
  }
});
