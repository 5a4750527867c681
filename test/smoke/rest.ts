import type { RepositoryName } from '../../src/github/port.ts';
import type { SmokeSettings } from './settings.ts';

/** Asks GitHub for what the program itself never does. Throws with GitHub's own words. */
export async function ask(
  { url, token }: Pick<SmokeSettings, 'url' | 'token'>,
  { owner, name }: RepositoryName,
  path: string,
  init: { readonly method?: string; readonly accept?: string; readonly body?: object } = {},
): Promise<Response> {
  const { method = 'GET', accept = 'application/vnd.github+json', body } = init;
  const address = `${url.replace(/\/+$/, '')}/repos/${owner}/${name}/${path}`;
  const response = await fetch(address, {
    method,
    headers: { authorization: `Bearer ${token}`, accept, 'x-github-api-version': '2022-11-28' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.ok) return response;
  throw new Error(
    `${method} ${address} was answered with ${response.status}: ${(await response.text()).slice(0, 300)}`,
  );
}
