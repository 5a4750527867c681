import type { RepositoryName } from '../../src/github/port.ts';

/** What the smoke test is to be run with. */
export interface SmokeSettings {
  readonly token: string;
  /** Base address of the API. */
  readonly url: string;
  /** Built in this order; the release is published in the last. */
  readonly repositories: readonly RepositoryName[];
  /** Whether the actions workflow may be written to the default branches. */
  readonly write: boolean;
}

/** The settings, or why there are none. */
export function smokeSettings(
  env: Readonly<Record<string, string | undefined>>,
  words: readonly string[],
): SmokeSettings | { readonly missing: string } {
  const { CASCADE_SMOKE_TOKEN: token = '', CASCADE_SMOKE_REPOSITORIES: list = '', CASCADE_SMOKE_URL: url = '' } = env;
  if (token === '') return { missing: 'CASCADE_SMOKE_TOKEN is not set' };
  if (list === '') return { missing: 'CASCADE_SMOKE_REPOSITORIES is not set' };
  const repositories = list.split(',').map((fullName) => {
    const [owner = '', name = '', ...rest] = fullName.trim().split('/');
    return rest.length > 0 ? { owner: '', name: '' } : { owner, name };
  });
  if (repositories.length < 2 || repositories.some(({ owner, name }) => owner === '' || name === '')) {
    return {
      missing: `CASCADE_SMOKE_REPOSITORIES must name two repositories or more, as owner/a,owner/b; it is "${list}"`,
    };
  }
  return { token, url: url === '' ? 'https://api.github.com' : url, repositories, write: words.includes('--write') };
}
