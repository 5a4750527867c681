import { timestamp } from '../clock.ts';
import { nodeId } from '../state/ids.ts';
import type { Issue } from '../state/issue.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { userShape } from './user.ts';

/** An issue. */
export function issueShape(world: World, { fullName }: Repository, issue: Issue): object {
  const { id, number, author, title, body, createdAt, updatedAt, closedAt } = issue;
  const repositoryUrl = `${world.url}/repos/${fullName}`;
  const url = `${repositoryUrl}/issues/${number}`;
  return {
    id,
    node_id: nodeId('Issue', id),
    url,
    repository_url: repositoryUrl,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${world.url}/${fullName}/issues/${number}`,
    number,
    state: closedAt === undefined ? 'open' : 'closed',
    title,
    body,
    user: userShape(world, author),
    labels: [],
    assignee: null,
    assignees: [],
    milestone: null,
    locked: false,
    comments: 0,
    closed_at: closedAt === undefined ? null : timestamp(closedAt),
    created_at: timestamp(createdAt),
    updated_at: timestamp(updatedAt),
    author_association: 'CONTRIBUTOR',
  };
}
