import { repositoryShape } from '../shapes/repository.ts';
import type { Route } from './route.ts';
import { inRepository } from './route.ts';

/** Repositories themselves. */
export const repositoryRoutes: readonly Route[] = [
  {
    operation: 'repos/get',
    method: 'GET',
    path: '/repos/{owner}/{repo}',
    handle: inRepository(({ world }, repository) => ({
      status: 200,
      body: repositoryShape(world, repository, 'full'),
    })),
  },
];
