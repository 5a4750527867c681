import type { Credentials } from '../config/credentials.ts';
import { makeAccess, type OctokitFor } from './access.ts';
import { makeActionsArtifacts } from './actions-artifacts.ts';
import { makeActionsRuns } from './actions-runs.ts';
import { makeCompare } from './compare.ts';
import { makeContentIds } from './content-ids.ts';
import { makeContents } from './contents.ts';
import { makeDispatch } from './dispatch.ts';
import { makeGitCommits } from './git-commits.ts';
import { makeIssues } from './issues.ts';
import { makeLogin } from './login.ts';
import { type ClientSettings, GITHUB_PACING, type Pacing } from './octokit.ts';
import type { GitHub } from './port.ts';
import { makePullRequests } from './pull-requests.ts';
import { makeRefs } from './refs.ts';
import { makeReleaseAssets } from './release-assets.ts';
import { makeReleaseSettings } from './release-settings.ts';
import { makeReleases } from './releases.ts';
import { makeRepositories } from './repositories.ts';
import type { RequestObservation } from './request-hooks.ts';
import { makeRunners } from './runners.ts';
import { makeStatuses } from './statuses.ts';

export interface GitHubOptions {
  /** Of the API: `https://api.github.com`, `https://HOST/api/v3`, or a simulator. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
  /** Told of every HTTP request, for figures. */
  readonly onRequest?: (request: RequestObservation) => void;
  /** GitHub's own wishes by default; zeros suit a simulator. */
  readonly pacing?: Pacing;
  /** How long one try of a request may take, in milliseconds; transfers of files are not bounded by it. */
  readonly timeout?: number;
}

/** GitHub over HTTP. */
export function makeGitHub(options: GitHubOptions): GitHub {
  const settings = clientSettings(options);
  const access = makeAccess(settings, options.credentials);
  const octokitFor: OctokitFor = ({ owner }) => access.account(owner).octokit;
  return {
    ...makeLogin(access),
    ...makeRepositories(octokitFor),
    ...makeDispatch(({ owner }) => access.account(owner).bare, settings.timeout),
    ...makeActionsRuns(octokitFor),
    ...makeActionsArtifacts(octokitFor, settings.timeout),
    ...makeRunners(octokitFor),
    ...makeReleases(octokitFor),
    ...makeReleaseAssets(octokitFor, settings.timeout),
    ...makeReleaseSettings(octokitFor),
    ...makeRefs(octokitFor),
    ...makeCompare(octokitFor),
    ...makeContents(octokitFor),
    ...makeContentIds(octokitFor),
    ...makeGitCommits(octokitFor),
    ...makePullRequests(octokitFor),
    ...makeStatuses(octokitFor),
    ...makeIssues(octokitFor),
    budget: (owner) => access.account(owner).limits.budget(),
  };
}

/** The settings of every client, with GitHub's own wishes for what the options leave open. */
export function clientSettings({ baseUrl, onRequest, pacing, timeout }: GitHubOptions): ClientSettings {
  return {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    onRequest: onRequest ?? (() => undefined),
    pacing: pacing ?? GITHUB_PACING,
    timeout: timeout ?? 30_000,
  };
}
