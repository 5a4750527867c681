import { issueToken } from '../app/access-tokens.ts';
import type { Answer } from '../server/answer.ts';
import { notFound } from '../server/answer.ts';
import { appShape, installationShape, installationTokenShape } from '../shapes/installation.ts';
import { isOrganization } from '../shapes/user.ts';
import type { App } from '../state/app.ts';
import { installationFor } from '../state/app.ts';
import type { Installation, Permissions } from '../state/installation.ts';
import { isAccount } from '../state/installation.ts';
import { isObject } from './fields.ts';
import { paged } from './paged.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** The App: what it is, where it is installed, and tokens for its installations. */
export const appRoutes: readonly Route[] = [
  {
    operation: 'apps/get-authenticated',
    method: 'GET',
    path: '/app',
    handle: asApp(({ world }, app) => ({ status: 200, body: appShape(world, app) })),
  },
  {
    operation: 'apps/list-installations',
    method: 'GET',
    path: '/app/installations',
    handle: asApp((asked, app) =>
      paged(asked, app.installations, (installation) => installationShape(asked.world, app, installation)),
    ),
  },
  {
    operation: 'apps/get-installation',
    method: 'GET',
    path: '/app/installations/{installation_id}',
    handle: asApp((asked, app) => shown(asked, app, installationNamed(asked, app))),
  },
  {
    operation: 'apps/get-repo-installation',
    method: 'GET',
    path: '/repos/{owner}/{repo}/installation',
    handle: inRepository((asked, repository) => {
      const app = appOf(asked);
      return shown(asked, app, installationFor(app, repository));
    }),
  },
  {
    operation: 'apps/get-org-installation',
    method: 'GET',
    path: '/orgs/{org}/installation',
    handle: asApp((asked, app) => {
      const installation = installationOn(app, asked.parameters['org'] ?? '');
      const isOfOrganization = installation !== undefined && isOrganization(asked.world, installation.account);
      return shown(asked, app, isOfOrganization ? installation : undefined);
    }),
  },
  {
    operation: 'apps/get-user-installation',
    method: 'GET',
    path: '/users/{username}/installation',
    handle: asApp((asked, app) => shown(asked, app, installationOn(app, asked.parameters['username'] ?? ''))),
  },
  {
    operation: 'apps/create-installation-access-token',
    method: 'POST',
    path: '/app/installations/{installation_id}/access_tokens',
    handle: asApp(createToken),
  },
];

function asApp(handle: (asked: Asked, app: App) => Answer): Route['handle'] {
  return (asked) => handle(asked, appOf(asked));
}

/** Never undefined here: a JSON Web Token that was accepted is an App's. */
function appOf({ world }: Asked): App {
  if (world.app === undefined) throw notFound();
  return world.app;
}

function shown({ world }: Asked, app: App, installation: Installation | undefined): Answer {
  if (installation === undefined) throw notFound();
  return { status: 200, body: installationShape(world, app, installation) };
}

function installationNamed({ parameters }: Asked, app: App): Installation | undefined {
  return app.installations.find(({ id }) => String(id) === parameters['installation_id']);
}

function installationOn(app: App, login: string): Installation | undefined {
  return app.installations.find(({ account }) => isAccount(account, login));
}

function createToken(asked: Asked, app: App): Answer {
  const { world, body } = asked;
  const installation = installationNamed(asked, app);
  if (installation === undefined) throw notFound();
  const { token, grant } = issueToken(app, installation, world.repositories.values(), {
    names: listOf(body['repositories'])?.map(String),
    ids: listOf(body['repository_ids'])?.map(Number),
    permissions: isObject(body['permissions']) ? (body['permissions'] as Permissions) : undefined,
  });
  return { status: 201, body: installationTokenShape(world, token, grant) };
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) ? value : undefined;
}
