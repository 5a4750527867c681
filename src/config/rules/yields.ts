import { effectiveRepositories } from '../effective.ts';
import type { Rule } from './rule.ts';

/** Documents are not built. */
export const docsHaveNoBuild: Rule = {
  name: 'docs-have-no-build',
  check: ({ repositories }) =>
    Object.entries(repositories)
      .filter(([, { kind, build }]) => kind === 'docs' && build !== undefined && build !== false)
      .map(([alias]) => ({
        path: ['repositories', alias, 'build'],
        message: `${alias} is of kind docs, where nothing is built; leave build out, or give it another kind`,
        key: true,
      })),
};

/** Only a build of mode `build` yields artifacts. */
export const onlyBuildsYield: Rule = {
  name: 'only-builds-yield',
  check: (file) =>
    effectiveRepositories(file).flatMap(({ alias, entry, build, artifacts }) => {
      if (artifacts.length === 0 || build?.mode === 'build') return [];
      const why = build !== null ? 'only verified' : entry.kind === 'docs' ? 'of kind docs' : 'not built';
      const message = `${alias} is ${why}, so it cannot yield artifacts`;
      return [{ path: ['repositories', alias, 'artifacts'], message, key: true }];
    }),
};
