import { effectiveRepositories } from '../effective.ts';
import type { MemberEntry } from '../fleet/schema.ts';
import type { Finding } from '../problem.ts';
import type { ChainFile } from '../schema.ts';
import type { Rule } from './rule.ts';

/** What a repository says of the fleet, and where. */
export interface MemberAt {
  readonly alias: string;
  readonly path: readonly string[];
  readonly member: MemberEntry;
}

/** Every repository of the fleet. */
export function membersIn({ repositories }: ChainFile): readonly MemberAt[] {
  return Object.entries(repositories).flatMap(([alias, { fleet: member }]) =>
    member === undefined ? [] : [{ alias, path: ['repositories', alias, 'fleet'], member }],
  );
}

/** What repositories share stands under `fleet` of the chain. */
export const fleetDescribed: Rule = {
  name: 'fleet-described',
  check: (file) => {
    const [first] = membersIn(file);
    if (file.fleet !== undefined || first === undefined) return [];
    const message = 'nothing says what the fleet shares; add fleet: with ci, actions and workflows on the top level';
    return [{ path: first.path, message, key: true }];
  },
};

/** Where nothing is built, there is nothing to check either. */
export const fleetLanguage: Rule = {
  name: 'fleet-language',
  check: (file) =>
    effectiveRepositories(file).flatMap(({ alias, entry, build }): readonly Finding[] => {
      const path = ['repositories', alias, 'fleet', 'language'];
      if (entry.fleet === undefined) return [];
      const isDocs = entry.fleet.language === 'docs';
      if (entry.kind === 'docs' && !isDocs) {
        return [{ path, message: `${alias} is of kind docs, so its language is docs; or give it another kind` }];
      }
      if (entry.kind !== 'docs' && isDocs && build !== null) {
        return [{ path, message: `${alias} is built, so it needs a language to build; or give it kind: docs` }];
      }
      return [];
    }),
};

/** Two members of one repository would write the same files. */
export const fleetOnce: Rule = {
  name: 'fleet-once',
  check: (file) => {
    const owners = new Map([[file.fleet?.ci.toLowerCase() ?? '', 'the CI repository']]);
    return membersIn(file).flatMap(({ alias, path }) => {
      const name = file.repositories[alias]?.repository ?? '';
      const owner = owners.get(name.toLowerCase());
      owners.set(name.toLowerCase(), owner ?? alias);
      if (owner === undefined) return [];
      const message = `${name} has the actions workflows of ${owner} already; leave fleet out of ${alias}`;
      return [{ path, message, key: true as const }];
    });
  },
};

/** Only what is generated can be kept by the repository as its own. */
export const fleetOwned: Rule = {
  name: 'fleet-owned',
  check: (file) =>
    effectiveRepositories(file).flatMap(({ alias, entry, build }) => {
      const generated = ['ci.yml', 'chain.yml', ...(build === null ? [] : build.workflows.slice(0, 1))];
      return (entry.fleet?.owned ?? []).flatMap((name, index) => {
        if (generated.includes(name)) return [];
        const message = `${name} is not generated, and so belongs to ${alias} anyway; generated are ${generated.join(', ')}`;
        return [{ path: ['repositories', alias, 'fleet', 'owned', index], message }];
      });
    }),
};
