import { timestamp } from '../clock.ts';
import { nodeId } from '../state/ids.ts';
import type { PullRequest } from '../state/pull-request.ts';
import { isOpen } from '../state/pull-request.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { repositoryShape } from './repository.ts';
import { userShape } from './user.ts';

/** A pull request as lists show it (pull-request-simple). */
export function pullRequestShape(world: World, repository: Repository, pull: PullRequest): object {
  const { merged } = pull;
  const urls = addresses(world, repository, pull);
  const mergedAt = merged === undefined ? null : timestamp(merged.at);
  const closedAt = pull.closedAt === undefined ? mergedAt : timestamp(pull.closedAt);
  const sha = repository.branches.get(pull.head) ?? pull.headSha;
  return {
    ...urls,
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    number: pull.number,
    state: isOpen(repository, pull) ? 'open' : 'closed',
    locked: false,
    title: pull.title,
    user: userShape(world, pull.author),
    body: pull.body,
    labels: [],
    milestone: null,
    created_at: timestamp(pull.createdAt),
    updated_at: timestamp(merged?.at ?? pull.createdAt),
    closed_at: closedAt,
    merged_at: mergedAt,
    merge_commit_sha: merged?.sha ?? null,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    head: sideShape(world, repository, pull.head, sha),
    base: sideShape(world, repository, pull.base, repository.branches.get(pull.base) ?? sha),
    _links: links(urls),
    author_association: 'CONTRIBUTOR',
    auto_merge: null,
    draft: pull.isDraft,
  };
}

/** A pull request alone (pull-request). */
export function fullPullRequestShape(world: World, repository: Repository, pull: PullRequest, commits: number): object {
  const isMerged = pull.merged !== undefined;
  return {
    ...pullRequestShape(world, repository, pull),
    merged: isMerged,
    mergeable: isMerged ? null : true,
    mergeable_state: isMerged ? 'unknown' : 'clean',
    merged_by: isMerged ? userShape(world, world.scenario.login) : null,
    maintainer_can_modify: false,
    comments: 0,
    review_comments: 0,
    commits,
    additions: 0,
    deletions: 0,
    changed_files: 0,
  };
}

function sideShape(world: World, repository: Repository, branch: string, sha: string): object {
  const user = userShape(world, repository.owner);
  const repo = repositoryShape(world, repository, 'webhook');
  return { label: `${repository.owner}:${branch}`, ref: branch, sha, user, repo };
}

function addresses({ url }: World, { fullName }: Repository, { number, headSha }: PullRequest) {
  const api = `${url}/repos/${fullName}`;
  const html = `${url}/${fullName}/pull/${number}`;
  return {
    url: `${api}/pulls/${number}`,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: `${api}/issues/${number}`,
    commits_url: `${api}/pulls/${number}/commits`,
    review_comments_url: `${api}/pulls/${number}/comments`,
    review_comment_url: `${api}/pulls/comments{/number}`,
    comments_url: `${api}/issues/${number}/comments`,
    statuses_url: `${api}/statuses/${headSha}`,
  };
}

function links(urls: ReturnType<typeof addresses>): object {
  return {
    self: { href: urls.url },
    html: { href: urls.html_url },
    issue: { href: urls.issue_url },
    comments: { href: urls.comments_url },
    review_comments: { href: urls.review_comments_url },
    review_comment: { href: urls.review_comment_url },
    commits: { href: urls.commits_url },
    statuses: { href: urls.statuses_url },
  };
}
