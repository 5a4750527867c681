import type { Finding } from '../problem.ts';
import { artifactsIn, tagIn } from './places.ts';
import type { Rule } from './rule.ts';

/** Only a release has a tag, and only actions runs archive what they upload. */
export const fieldsOfSource: Rule = {
  name: 'fields-of-source',
  check: (file) =>
    artifactsIn(file).flatMap((artifact): readonly Finding[] => {
      const { path, value } = artifact;
      const { from = 'run', archive } = typeof value === 'string' ? {} : value;
      const tags = from === 'run' ? tagIn(artifact) : [];
      const archives = archive === undefined || from === 'run' ? [] : [{ path: [...path, 'archive'] }];
      return [
        ...tags.map((tag) => ({
          path: tag.path,
          message: 'only files of a release have a tag; add from: release or from: earlier',
        })),
        ...archives.map((at) => ({ ...at, message: 'only artifacts of an actions run are archived; leave it out' })),
      ];
    }),
};
