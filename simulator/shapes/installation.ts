import { timestamp } from '../clock.ts';
import type { App, Grant } from '../state/app.ts';
import type { Installation } from '../state/installation.ts';
import { nodeId } from '../state/ids.ts';
import type { Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { repositoryShape } from './repository.ts';
import { isOrganization, userId, userShape } from './user.ts';

const born = '2020-01-01T00:00:00Z';

/** An installation as the App sees it. */
export function installationShape(world: World, app: App, installation: Installation): object {
  const { id, account, permissions, selected } = installation;
  const api = `${world.url}/app/installations/${id}`;
  const isOfOrganization = isOrganization(world, account);
  const settings = isOfOrganization ? `/organizations/${account}/settings` : '/settings';
  return {
    id,
    account: userShape(world, account),
    repository_selection: selected === undefined ? 'all' : 'selected',
    access_tokens_url: `${api}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: `${world.url}${settings}/installations/${id}`,
    app_id: app.scenario.id,
    app_slug: app.scenario.slug,
    target_id: userId(account),
    target_type: isOfOrganization ? 'Organization' : 'User',
    permissions,
    events: world.webhooks.events(),
    created_at: born,
    updated_at: born,
    single_file_name: null,
    suspended_by: null,
    suspended_at: null,
  };
}

/** An installation token as it is handed out (installation-token). */
export function installationTokenShape(world: World, token: string, grant: Grant): object {
  const { installation, repositories, permissions, expiresAt } = grant;
  const isNarrowed = repositories !== undefined;
  return {
    token,
    expires_at: timestamp(expiresAt),
    permissions,
    repository_selection: isNarrowed || installation.selected !== undefined ? 'selected' : 'all',
    ...(isNarrowed ? { repositories: [...repositories].map((repository) => accessible(world, repository)) } : {}),
  };
}

/** A repository among those that an installation may use. */
export function accessible(world: World, repository: Repository): object {
  return repositoryShape(world, repository, 'webhook');
}

/** The App itself (integration). */
export function appShape(world: World, { scenario, installations }: App): object {
  const { id, slug } = scenario;
  return {
    id,
    slug,
    node_id: nodeId('Integration', id),
    owner: userShape(world, installations[0]?.account ?? world.scenario.login),
    name: slug,
    description: null,
    external_url: `${world.url}/apps/${slug}`,
    html_url: `${world.url}/apps/${slug}`,
    created_at: born,
    updated_at: born,
    permissions: asked(installations),
    events: world.webhooks.events(),
    installations_count: installations.length,
  };
}

/** What the App asks for: the most that any account has granted it. */
function asked(installations: readonly Installation[]): object {
  const granted = installations.flatMap(({ permissions }) => Object.entries(permissions));
  const of = (level: string) => granted.filter(([, granted]) => granted === level);
  return Object.fromEntries([...of('read'), ...of('write')]);
}
