import { accountRoutes } from './account.ts';
import { actionsRunRoutes } from './actions-runs.ts';
import { actionsWorkflowRoutes } from './actions-workflows.ts';
import { appRoutes } from './app.ts';
import { artifactRoutes } from './artifacts.ts';
import { commitStatusRoutes } from './commit-statuses.ts';
import { compareRoutes } from './compare.ts';
import { contentRoutes } from './contents.ts';
import { dispatchRoutes } from './dispatches.ts';
import { gitCommitRoutes } from './git-commits.ts';
import { gitRefRoutes } from './git-refs.ts';
import { gitTagRoutes } from './git-tags.ts';
import { gitTreeRoutes } from './git-trees.ts';
import { hookDeliveryRoutes } from './hook-deliveries.ts';
import { installationRoutes } from './installation.ts';
import { issueRoutes } from './issues.ts';
import { jobRoutes } from './jobs.ts';
import { pendingDeploymentRoutes } from './pending-deployments.ts';
import { pullRequestRoutes } from './pull-requests.ts';
import { refRoutes } from './refs.ts';
import { releaseAssetRoutes } from './release-assets.ts';
import { releaseRoutes } from './releases.ts';
import { repositoryRoutes } from './repositories.ts';
import type { Route } from './route.ts';
import { selfHostedRunnerRoutes } from './self-hosted-runners.ts';
import { settingRoutes } from './settings.ts';

/** Every operation of GitHub's API that the simulator knows. Names come before numbers: `releases/latest` is no id. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...appRoutes,
  ...hookDeliveryRoutes,
  ...installationRoutes,
  ...dispatchRoutes,
  ...actionsWorkflowRoutes,
  ...actionsRunRoutes,
  ...pendingDeploymentRoutes,
  ...jobRoutes,
  ...selfHostedRunnerRoutes,
  ...settingRoutes,
  ...artifactRoutes,
  ...releaseAssetRoutes,
  ...releaseRoutes,
  ...refRoutes,
  ...gitCommitRoutes,
  ...gitRefRoutes,
  ...gitTagRoutes,
  ...gitTreeRoutes,
  ...compareRoutes,
  ...contentRoutes,
  ...commitStatusRoutes,
  ...issueRoutes,
  ...pullRequestRoutes,
  ...repositoryRoutes,
];
