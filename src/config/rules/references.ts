import { wrongReference } from './aliases.ts';
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
