import { placeholders } from '../../domain/template.ts';
import type { Finding } from '../problem.ts';
import { proofIn, buildsIn } from './places.ts';
import type { Rule } from './rule.ts';

/** What GitHub refuses in the name of an artifact. */
export const REFUSED = /[":<>|*?\r\n\\/]/;

/** The name of an artifact proves a commit only if the commit is in it. */
export const proofNamesCommit: Rule = {
  name: 'proof-names-commit',
  check: (file) =>
    buildsIn(file)
      .flatMap(proofIn)
      .flatMap(({ path, value }): readonly Finding[] => {
        if (REFUSED.test(value)) {
          return [
            { path, message: `"${value}" cannot be the name of an artifact: GitHub takes none of " : < > | * ? \\ /` },
          ];
        }
        if (placeholders(value).includes('sha')) return [];
        return [{ path, message: `"${value}" proves no commit; put {sha} into it` }];
      }),
};
