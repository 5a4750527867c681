import { makeActionsArtifacts } from './actions-artifacts.ts';
import { makeActionsRuns } from './actions-runs.ts';
import { makeDispatch } from './dispatch.ts';
import { GITHUB_PACING, makeBareOctokit, makeOctokit, type Pacing } from './octokit.ts';
import type { GitHub } from './port.ts';
import { makeReleaseAssets } from './release-assets.ts';
import { makeReleases } from './releases.ts';
import { makeRepositories } from './repositories.ts';
import type { RequestObservation, TokenProvider } from './request-hooks.ts';

export interface GitHubOptions {
  /** Of the API: `https://api.github.com`, `https://HOST/api/v3`, or a simulator. */
  readonly baseUrl: string;
  readonly token: TokenProvider;
  /** Told of every HTTP request, for figures. */
  readonly onRequest?: (request: RequestObservation) => void;
  /** GitHub's own wishes by default; zeros suit a simulator. */
  readonly pacing?: Pacing;
  /** How long one try of a request may take, in milliseconds; transfers of files are not bounded by it. */
  readonly timeout?: number;
}

/** GitHub over HTTP. */
export function makeGitHub(options: GitHubOptions): GitHub {
  const baseUrl = options.baseUrl.replace(/\/+$/, '');
  const settings = { onRequest: () => undefined, pacing: GITHUB_PACING, timeout: 30_000, ...options, baseUrl };
  const octokit = makeOctokit(settings);
  return {
    ...makeRepositories(octokit),
    ...makeDispatch(makeBareOctokit(settings), settings.timeout),
    ...makeActionsRuns(octokit),
    ...makeActionsArtifacts(octokit),
    ...makeReleases(octokit),
    ...makeReleaseAssets(octokit),
  };
}
