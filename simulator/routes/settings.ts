import { notFound } from '../server/answer.ts';
import { inOrganisation } from './organisation.ts';
import type { Route } from './route.ts';
import { inRepository } from './route.ts';

/** What is switched on in the settings of repositories and organisations. */
export const settingRoutes: readonly Route[] = [
  {
    operation: 'actions/get-github-actions-permissions-repository',
    method: 'GET',
    path: '/repos/{owner}/{repo}/actions/permissions',
    handle: inRepository((_, { actionsEnabled }) => ({
      status: 200,
      body: actionsEnabled
        ? { enabled: true, allowed_actions: 'all', sha_pinning_required: false }
        : { enabled: false },
    })),
  },
  {
    operation: 'repos/check-immutable-releases',
    method: 'GET',
    path: '/repos/{owner}/{repo}/immutable-releases',
    handle: inRepository((_, { immutableReleases }) => {
      if (!immutableReleases) throw notFound();
      return { status: 200, body: { enabled: true, enforced_by_owner: false } };
    }),
  },
  {
    operation: 'orgs/get-immutable-releases-settings',
    method: 'GET',
    path: '/orgs/{org}/settings/immutable-releases',
    // Each repository of a scenario says for itself, so that its owner enforces nothing.
    handle: inOrganisation(() => ({ status: 200, body: { enforced_repositories: 'none' } })),
  },
];
