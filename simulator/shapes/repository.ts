import { nodeId } from '../state/ids.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { userShape } from './user.ts';

/** The three forms of a repository: inside a run, inside a webhook, and alone. Each is made once for a name. */
interface RepositoryShapes {
  readonly minimal: object;
  readonly webhook: object;
  readonly full: object;
}

/** A repository as GitHub shows it, in the form that the place asks for. */
export function repositoryShape(world: World, repository: Repository, form: keyof RepositoryShapes): object {
  const { fullName, defaultBranch } = repository;
  const known = shapesOf.get(repository);
  if (known?.fullName === fullName && known.defaultBranch === defaultBranch) return known.shapes[form];
  const shapes = makeShapes(world, repository);
  shapesOf.set(repository, { fullName, defaultBranch, shapes });
  return shapes[form];
}

/** Kept with what can change about a repository. */
const shapesOf = new WeakMap<
  Repository,
  Pick<Repository, 'fullName' | 'defaultBranch'> & { shapes: RepositoryShapes }
>();

/** What the tokens may do: write, but not administer. */
const permissions = { admin: false, maintain: false, push: true, triage: true, pull: true };

const born = '2020-01-01T00:00:00Z';

function makeShapes(world: World, repository: Repository): RepositoryShapes {
  const minimal = minimalShape(world, repository);
  const webhook = { ...minimal, ...detailShape(world, repository) };
  return { minimal, webhook, full: { ...webhook, permissions, network_count: 0, subscribers_count: 0 } };
}

function minimalShape(world: World, repository: Repository): object {
  const { id, name, fullName, owner, isFork } = repository;
  return {
    id,
    node_id: nodeId('Repository', id),
    name,
    full_name: fullName,
    owner: userShape(world, owner),
    private: false,
    html_url: `${world.url}/${fullName}`,
    description: null,
    fork: isFork,
    url: `${world.url}/repos/${fullName}`,
    ...addresses(`${world.url}/repos/${fullName}`),
  };
}

/** The addresses that every form has: the key without `_url`, and what follows the repository's own address. */
function addresses(api: string): Record<string, string> {
  const paths: Record<string, string> = {
    archive: '/{archive_format}{/ref}',
    assignees: '/assignees{/user}',
    blobs: '/git/blobs{/sha}',
    branches: '/branches{/branch}',
    collaborators: '/collaborators{/collaborator}',
    comments: '/comments{/number}',
    commits: '/commits{/sha}',
    compare: '/compare/{base}...{head}',
    contents: '/contents/{+path}',
    contributors: '/contributors',
    deployments: '/deployments',
    downloads: '/downloads',
    events: '/events',
    forks: '/forks',
    git_commits: '/git/commits{/sha}',
    git_refs: '/git/refs{/sha}',
    git_tags: '/git/tags{/sha}',
    hooks: '/hooks',
    issue_comment: '/issues/comments{/number}',
    issue_events: '/issues/events{/number}',
    issues: '/issues{/number}',
    keys: '/keys{/key_id}',
    labels: '/labels{/name}',
    languages: '/languages',
    merges: '/merges',
    milestones: '/milestones{/number}',
    notifications: '/notifications{?since,all,participating}',
    pulls: '/pulls{/number}',
    releases: '/releases{/id}',
    stargazers: '/stargazers',
    statuses: '/statuses/{sha}',
    subscribers: '/subscribers',
    subscription: '/subscription',
    tags: '/tags',
    teams: '/teams',
    trees: '/git/trees{/sha}',
  };
  return Object.fromEntries(Object.entries(paths).map(([key, path]) => [`${key}_url`, `${api}${path}`]));
}

function detailShape({ url }: World, { fullName, defaultBranch, archived }: Repository): object {
  const html = `${url}/${fullName}`;
  return {
    created_at: born,
    updated_at: born,
    pushed_at: born,
    git_url: `git://${new URL(url).host}/${fullName}.git`,
    ssh_url: `git@${new URL(url).hostname}:${fullName}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    homepage: null,
    size: 1,
    stargazers_count: 0,
    watchers_count: 0,
    language: null,
    has_issues: true,
    has_projects: true,
    has_downloads: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    forks_count: 0,
    mirror_url: null,
    archived,
    disabled: false,
    open_issues_count: 0,
    license: null,
    allow_forking: true,
    is_template: false,
    web_commit_signoff_required: false,
    topics: [],
    visibility: 'public',
    forks: 0,
    open_issues: 0,
    watchers: 0,
    default_branch: defaultBranch,
  };
}
