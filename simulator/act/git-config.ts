import { pathToFileURL } from 'node:url';

import type { Repository } from '../state/repository.ts';

/** Settings by which git finds on this machine what it would fetch from GitHub. */
export function gitConfig(repositories: readonly Repository[]): string {
  const sections = repositories.flatMap(({ fullName, git }) => {
    if (git === undefined) return [];
    const address = `https://github.com/${fullName}`;
    return [
      `[url ${JSON.stringify(pathToFileURL(git).href)}]`,
      ...[address, `${address}.git`].map((instead) => `\tinsteadOf = ${JSON.stringify(instead)}`),
    ];
  });
  return [...sections, '[safe]', '\tdirectory = *', '[advice]', '\tdetachedHead = false', ''].join('\n');
}
