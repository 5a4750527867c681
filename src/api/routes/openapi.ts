import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';

/** `GET /openapi.json`: the description of this API, made from the schemas that the routes validate with. */
export const openapiRoute: FastifyPluginCallbackZod = (app, _options, done) => {
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  done();
};
