import { createHash } from 'node:crypto';

import { nodeId } from '../state/ids.ts';
import type { World } from '../world.ts';

/** A user or organisation as GitHub shows it inside other things (simple-user). */
export function userShape(world: World, login: string): object {
  let users = usersOf.get(world);
  if (users === undefined) usersOf.set(world, (users = new Map<string, object>()));
  let user = users.get(login);
  if (user === undefined) users.set(login, (user = makeUser(world, login)));
  return user;
}

/** Users stand in every payload several times: each is made once a world. */
const usersOf = new WeakMap<World, Map<string, object>>();

/** Whether a login is an organisation's: whoever has repositories, but for the person whom the tokens belong to. */
export function isOrganization({ scenario }: World, login: string): boolean {
  return login !== scenario.login && scenario.repositories.some(({ owner }) => owner === login);
}

const bot = '[bot]';

function isBot(login: string): boolean {
  return login.endsWith(bot);
}

function makeUser(world: World, login: string): object {
  const { url } = world;
  const name = encodeURIComponent(login);
  const api = `${url}/users/${name}`;
  const id = userId(login);
  return {
    login,
    id,
    node_id: nodeId('User', id),
    avatar_url: `${url}/${name}.png`,
    gravatar_id: '',
    url: api,
    html_url: isBot(login) ? `${url}/apps/${login.slice(0, -bot.length)}` : `${url}/${name}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: isBot(login) ? 'Bot' : isOrganization(world, login) ? 'Organization' : 'User',
    site_admin: false,
  };
}

/** The same id for the same login, in every world. */
export function userId(login: string): number {
  return createHash('sha1').update(login.toLowerCase()).digest().readUInt32BE(0) % 100_000_000;
}

/** The address that stands in commits by the user. */
export function emailOf(login: string): string {
  return `${userId(login)}+${login}@users.noreply.github.com`;
}

/** The user that a token belongs to, as `GET /user` answers (public-user). */
export function ownUserShape(world: World): object {
  return {
    ...userShape(world, world.scenario.login),
    name: world.scenario.login,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
  };
}
