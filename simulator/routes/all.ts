import { accountRoutes } from './account.ts';
import { actionsRunRoutes } from './actions-runs.ts';
import { actionsWorkflowRoutes } from './actions-workflows.ts';
import { artifactRoutes } from './artifacts.ts';
import { dispatchRoutes } from './dispatches.ts';
import { jobRoutes } from './jobs.ts';
import { refRoutes } from './refs.ts';
import { releaseAssetRoutes } from './release-assets.ts';
import { releaseRoutes } from './releases.ts';
import { repositoryRoutes } from './repositories.ts';
import type { Route } from './route.ts';

/** Every operation of GitHub's API that the simulator knows. Names come before numbers: `releases/latest` is no id. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...dispatchRoutes,
  ...actionsWorkflowRoutes,
  ...actionsRunRoutes,
  ...jobRoutes,
  ...artifactRoutes,
  ...releaseAssetRoutes,
  ...releaseRoutes,
  ...refRoutes,
  ...repositoryRoutes,
];
