import type { Answer } from '../server/answer.ts';
import { notFound } from '../server/answer.ts';
import { commitShape } from '../shapes/commit.ts';
import type { Commit } from '../state/commit.ts';
import type { Distance } from '../state/history.ts';
import { distance } from '../state/history.ts';
import type { Repository } from '../state/repository.ts';
import { resolveCommit } from '../state/repository.ts';
import { paged } from './paged.ts';
import type { Asked, Route } from './route.ts';
import { inRepository } from './route.ts';

/** What lies between two branches, tags or commits. Which files changed isn't told. */
export const compareRoutes: readonly Route[] = [
  {
    operation: 'repos/compare-commits-with-basehead',
    method: 'GET',
    path: '/repos/{owner}/{repo}/compare/{basehead}',
    handle: inRepository(compare),
  },
];

/** GitHub's limit where no page is asked for: the newest so many. */
const mostUnpaged = 250;

function compare(asked: Asked, repository: Repository): Answer {
  const { world, parameters, query } = asked;
  const basehead = parameters['basehead'] ?? '';
  const [, from = '', to = ''] = /^(.+?)\.\.\.(.+)$/.exec(basehead) ?? [];
  const [base, head] = [resolveCommit(repository, from), resolveCommit(repository, to)];
  const between = base && head && distance(repository, base, head);
  if (base === undefined || head === undefined || between === undefined) throw notFound();

  const show = (commit: Commit) => commitShape(world, repository, commit);
  const isPaged = query.has('page') || query.has('per_page');
  const page: Answer = isPaged
    ? paged(asked, between.ahead, show)
    : { status: 200, body: between.ahead.slice(-mostUnpaged).map(show) };
  const url = `${world.url}/repos/${repository.fullName}/compare/${basehead}`;
  const html = `${world.url}/${repository.fullName}/compare`;
  const commits = page.body;
  return {
    ...page,
    body: {
      url,
      html_url: `${html}/${basehead}`,
      permalink_url: `${html}/${repository.owner}:${base.sha.slice(0, 7)}...${repository.owner}:${head.sha.slice(0, 7)}`,
      diff_url: `${html}/${basehead}.diff`,
      patch_url: `${html}/${basehead}.patch`,
      base_commit: show(base),
      merge_base_commit: show(between.mergeBase),
      status: statusOf(between),
      ahead_by: between.ahead.length,
      behind_by: between.behind,
      total_commits: between.ahead.length,
      commits,
      files: [],
    },
  };
}

function statusOf({ ahead, behind }: Distance): string {
  if (behind > 0) return ahead.length > 0 ? 'diverged' : 'behind';
  return ahead.length > 0 ? 'ahead' : 'identical';
}
