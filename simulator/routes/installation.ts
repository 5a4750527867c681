import { reaches } from '../app/authorise.ts';
import { accessible } from '../shapes/installation.ts';
import { paged } from './paged.ts';
import type { Route } from './route.ts';

/** What an installation may use. */
export const installationRoutes: readonly Route[] = [
  {
    operation: 'apps/list-repos-accessible-to-installation',
    method: 'GET',
    path: '/installation/repositories',
    handle: (asked) => {
      const { world, caller } = asked;
      const repositories = [...world.repositories.values()].filter(
        (repository) => caller.kind === 'installation' && reaches(caller.grant, repository),
      );
      return paged(asked, repositories, (repository) => accessible(world, repository), 'repositories');
    },
  },
];
