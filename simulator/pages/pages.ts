import type { IncomingMessage } from 'node:http';

import { makeRouter } from '../routes/router.ts';
import type { Route } from '../routes/route.ts';
import { assetLink } from '../routes/release-assets.ts';
import { artifactLink } from '../routes/artifacts.ts';
import type { Answer } from '../server/answer.ts';
import type { Release } from '../state/release.ts';
import { slugOf } from '../state/release.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { actionsRunPage } from './actions-run-page.ts';
import { indexPage } from './index-page.ts';
import { releasePageContent } from './release-page.ts';
import { repositoryPage } from './repository-page.ts';

interface PageRoute {
  readonly method: Route['method'];
  readonly path: string;
  readonly show: (
    world: World,
    repository: Repository,
    parameters: Readonly<Record<string, string>>,
  ) => Answer | undefined;
}

const pageRoutes: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/{owner}/{repo}',
    show: (world, repository) => ({ status: 200, page: repositoryPage(world, repository) }),
  },
  {
    method: 'GET',
    path: '/{owner}/{repo}/releases/tag/{tag}',
    show: (world, repository, { tag }) => {
      const release = releaseAt(repository, tag);
      return release === undefined ? undefined : { status: 200, page: releasePageContent(world, release) };
    },
  },
  {
    method: 'GET',
    path: '/{owner}/{repo}/releases/download/{slug}/{name}',
    show: (world, repository, { slug, name }) => {
      const release = releaseAt(repository, slug);
      const asset = [...(release?.assets.values() ?? [])].find((known) => known.name === name);
      return asset === undefined ? undefined : { status: 302, headers: { location: assetLink(world, asset) } };
    },
  },
  {
    method: 'GET',
    path: '/{owner}/{repo}/actions/runs/{run_id}',
    show: showRun,
  },
  {
    method: 'GET',
    path: '/{owner}/{repo}/actions/runs/{run_id}/job/{job_id}',
    show: showRun,
  },
  {
    method: 'GET',
    path: '/{owner}/{repo}/actions/runs/{run_id}/artifacts/{artifact_id}',
    show: (world, repository, { artifact_id: id }) => {
      const artifact = repository.artifacts.find((known) => String(known.id) === id);
      return artifact === undefined ? undefined : { status: 302, headers: { location: artifactLink(world, artifact) } };
    },
  },
];

const findPage = makeRouter(pageRoutes);

/** Answers what a browser asks: the addresses that GitHub calls `html_url`, else an index. Undefined where it isn't for a person. */
export function makePages(world: World): (request: IncomingMessage, url: URL) => Answer | undefined {
  return (request, url) => {
    const match = findPage(request.method ?? '', url.pathname);
    const { owner = '', repo = '' } = match?.parameters ?? {};
    const repository = world.repositories.get(`${owner}/${repo}`.toLowerCase());
    const answer = match && repository && match.route.show(world, repository, match.parameters);
    return (
      answer ??
      (isForPerson(request) ? { status: url.pathname === '/' ? 200 : 404, page: indexPage(world) } : undefined)
    );
  };
}

/** Browsers ask for HTML, and for an icon on top. */
function isForPerson({ headers, url }: IncomingMessage): boolean {
  return headers.accept?.includes('text/html') === true || url === '/favicon.ico';
}

function showRun(
  world: World,
  repository: Repository,
  { run_id: id }: Readonly<Record<string, string>>,
): Answer | undefined {
  const run = repository.runs.findLast((known) => String(known.id) === id);
  return run === undefined ? undefined : { status: 200, page: actionsRunPage(world, run) };
}

function releaseAt(repository: Repository, slug: string | undefined): Release | undefined {
  return [...repository.releases.values()].find((release) => slugOf(release) === slug);
}
