import type { ExpectedArtifact } from '../../domain/chain.ts';
import { effectiveRepositories } from '../effective.ts';
import { normaliseArtifact } from '../normalise.ts';
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

/** Only a build of mode `build` leaves artifacts; files of a release can come from any repository. */
export const onlyBuildsYield: Rule = {
  name: 'only-builds-yield',
  check: (file) =>
    effectiveRepositories(file).flatMap(({ alias, entry, build, artifacts }) => {
      if (build?.mode === 'build' || !artifacts.map(normaliseArtifact).some(isOfRun)) return [];
      const why = build !== null ? 'only verified' : entry.kind === 'docs' ? 'of kind docs' : 'not built';
      const message = `${alias} is ${why}, so no actions run yields its artifacts; leave them out, or say from: release`;
      return [{ path: ['repositories', alias, 'artifacts'], message, key: true }];
    }),
};

/** An image is pushed by a build, and an artifact of that says which. */
export const onlyBuildsYieldImages: Rule = {
  name: 'only-builds-yield-images',
  check: (file) =>
    effectiveRepositories(file).flatMap(({ alias, entry, build }) => {
      if (build?.mode === 'build' || (entry.images ?? []).length === 0) return [];
      const message = `${alias} is not built, so nothing tells of its images; leave them out, or have it built`;
      return [{ path: ['repositories', alias, 'images'], message, key: true }];
    }),
};

function isOfRun({ source }: ExpectedArtifact): boolean {
  return source === 'actions-artifact';
}
