import { didYouMean } from '../nearest.ts';
import { FullName } from '../schema-values.ts';
import type { ChainFile } from '../schema.ts';
import type { Rule } from './rule.ts';

/** Who is notified is an alias, or a repository outside the chain by its full name. */
export const knownNotified: Rule = {
  name: 'known-notified',
  check: (file) =>
    Object.entries(file.repositories).flatMap(([alias, { notifies = [] }]) =>
      notifies.flatMap((notified, index) => {
        const path = ['repositories', alias, 'notifies', index];
        if (notified === alias) return [{ path, message: `${alias} cannot notify itself` }];
        const wrong = wrongReference(file, notified);
        return wrong === null ? [] : [{ path, message: `${alias} notifies "${notified}", ${wrong}` }];
      }),
    ),
};

/** Only a published release of a repository of the chain can start a release, and only where the chain publishes one. */
export const knownTriggers: Rule = {
  name: 'known-triggers',
  check: ({ triggers, release, repositories }) => {
    const releases = triggers?.releases ?? [];
    const path = ['triggers', 'releases'];
    const unknown = releases.flatMap((alias, index) =>
      Object.hasOwn(repositories, alias)
        ? []
        : [
            {
              path: [...path, index],
              message: `"${alias}" is no alias here${didYouMean(alias, Object.keys(repositories))}`,
            },
          ],
    );
    if (releases.length === 0 || release !== undefined) return unknown;
    return [
      { path, message: 'nothing says where a release is published; add release.publish_in', key: true },
      ...unknown,
    ];
  },
};

/** The release has a place. */
export const knownPublishPlace: Rule = {
  name: 'known-publish-place',
  check: (file) => {
    if (file.release === undefined) return [];
    const wrong = wrongReference(file, file.release.publish_in);
    if (wrong === null) return [];
    return [{ path: ['release', 'publish_in'], message: `publish_in is "${file.release.publish_in}", ${wrong}` }];
  },
};

/** What is wrong with the name of a repository in or outside of the chain, as the end of a sentence. */
function wrongReference({ repositories }: ChainFile, reference: string): string | null {
  if (Object.hasOwn(repositories, reference) || FullName.safeParse(reference).success) return null;
  return `which is neither an alias here nor owner/name${didYouMean(reference, Object.keys(repositories))}`;
}
