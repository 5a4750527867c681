import type { Finding } from '../problem.ts';
import { DEFAULT_DEPLOY } from '../defaults.ts';
import { wrongReference } from './aliases.ts';
import { MOST_FIELDS, OWN_FIELD } from './dispatch.ts';
import { deploysIn } from './places.ts';
import type { Rule } from './rule.ts';

/** A signal to deploy reaches somebody. */
export const knownDeployPlace: Rule = {
  name: 'known-deploy-place',
  check: (file) =>
    deploysIn(file).flatMap(({ path, value: { to } }) => {
      const wrong = to === undefined ? null : wrongReference(file, to);
      return wrong === null ? [] : [{ path: [...path, 'to'], message: `deploy is sent to "${to ?? ''}", ${wrong}` }];
    }),
};

/** A repository that is in no release is deployed by none. */
export const deployHasTrain: Rule = {
  name: 'deploy-has-train',
  check: (file) =>
    deploysIn(file).flatMap(({ path, alias, value: { on = DEFAULT_DEPLOY.kinds } }): readonly Finding[] => {
      const kind = on.find((one) => one !== 'cascade');
      if (kind === undefined) return [];
      const finding = (message: string) => [{ path: [...path, 'on'], message }];
      if (file.release === undefined) {
        return finding(`no ${kind} is published here; add release.publish_in, or say on: [cascade]`);
      }
      return file.repositories[alias]?.releases === false
        ? finding(`${alias} is not part of a ${kind}; say on: [cascade], or leave out releases: false`)
        : [];
    }),
};

/** What a signal carries keeps to GitHub's limit, and leaves our own field to us. */
export const deployPayload: Rule = {
  name: 'deploy-payload',
  check: (file) =>
    deploysIn(file).flatMap(({ path, value: { payload = {}, answer } }): readonly Finding[] => {
      const place = [...path, 'payload'];
      const ours = answer?.marker === 'none' ? [] : [OWN_FIELD];
      if (ours.some((field) => Object.hasOwn(payload, field))) {
        const message = `Cascade adds the field "${OWN_FIELD}" itself; leave it out`;
        return [{ path: [...place, OWN_FIELD], message, key: true }];
      }
      const count = Object.keys(payload).length + ours.length;
      const most = MOST_FIELDS.repository_dispatch;
      if (count <= most) return [];
      const message = `${count} fields${ours.length === 0 ? '' : ` with our own "${OWN_FIELD}"`}; GitHub takes at most ${most} in a repository_dispatch`;
      return [{ path: place, message, key: true }];
    }),
};
