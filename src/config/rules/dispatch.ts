import type { CompleteBuild } from '../defaults.ts';
import { effectiveRepositories, fieldsOf } from '../effective.ts';
import type { Finding } from '../problem.ts';
import { oncePerPlace } from './once.ts';
import type { Rule } from './rule.ts';

/** The input, or field of the payload, that Cascade adds to carry the marker. */
export const OWN_FIELD = 'cascade';

/** GitHub's limits: 25 inputs of a workflow_dispatch, 10 top-level fields of a repository_dispatch. */
export const MOST_FIELDS = { workflow_dispatch: 25, repository_dispatch: 10 } as const;

/** Where the marker is sent, the name of its field is taken. */
export const ownField: Rule = {
  name: 'own-field',
  check: (file) => {
    const findings = effectiveRepositories(file).flatMap(({ alias, entry, build }) => {
      if (build === null || build.marker === 'none' || !Object.hasOwn(fieldsOf(build), OWN_FIELD)) return [];
      const group = groupOf(build);
      const own = entry.build === false ? undefined : entry.build?.[group];
      const place = Object.hasOwn(own ?? {}, OWN_FIELD) ? ['repositories', alias] : ['defaults'];
      const message = `Cascade adds the field "${OWN_FIELD}" itself; leave it out, or say marker: none where the field means something else`;
      return [{ path: [...place, 'build', group, OWN_FIELD], message, key: true as const }];
    });
    return oncePerPlace(findings);
  },
};

/** What a dispatch carries, our own field counted where it is sent, is within GitHub's limits. */
export const dispatchSize: Rule = {
  name: 'dispatch-size',
  check: (file) =>
    effectiveRepositories(file).flatMap(({ alias, build }) => {
      if (build === null) return [];
      const ours = build.marker === 'none' ? [] : [OWN_FIELD];
      const count = new Set([...Object.keys(fieldsOf(build)), ...ours]).size;
      const most = MOST_FIELDS[build.dispatch];
      if (count <= most) return [];
      const fields = `${count} fields${ours.length === 0 ? '' : ` with our own "${OWN_FIELD}"`}`;
      const message = `${fields}; GitHub takes at most ${most} in a ${build.dispatch}`;
      return [{ path: ['repositories', alias, 'build', groupOf(build)], message, key: true }];
    }),
};

/** What belongs to one kind of dispatch does nothing in the other. */
export const dispatchFields: Rule = {
  name: 'dispatch-fields',
  check: (file) =>
    effectiveRepositories(file).flatMap(({ alias, entry, build }): readonly Finding[] => {
      if (build === null) return [];
      const path = ['repositories', alias, 'build'];
      const own = entry.build === false ? {} : (entry.build ?? {});
      if (build.dispatch === 'repository_dispatch') {
        const missing = build.event_type === undefined;
        return [
          ...(missing
            ? [{ path: [...path, 'event_type'], message: 'a repository_dispatch must say its event_type' }]
            : []),
          ...(own.inputs === undefined ? [] : [misplaced([...path, 'inputs'], 'workflow_dispatch', 'payload')]),
        ];
      }
      return [
        ...(own.event_type === undefined
          ? []
          : [misplaced([...path, 'event_type'], 'repository_dispatch', 'workflows')]),
        ...(own.payload === undefined ? [] : [misplaced([...path, 'payload'], 'repository_dispatch', 'inputs')]),
      ];
    }),
};

function groupOf({ dispatch }: CompleteBuild): 'inputs' | 'payload' {
  return dispatch === 'workflow_dispatch' ? 'inputs' : 'payload';
}

function misplaced(path: readonly string[], kind: string, instead: string): Finding {
  const message = `${path.at(-1) ?? ''} belongs to a ${kind}, which this build is not; use ${instead}, or set dispatch: ${kind}`;
  return { path, message, key: true };
}
