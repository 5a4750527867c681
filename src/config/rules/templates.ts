import { BUILD_PLACEHOLDERS } from '../../domain/template.ts';
import { DEFAULT_TITLE } from '../defaults.ts';
import { didYouMean } from '../nearest.ts';
import type { Finding } from '../problem.ts';
import { artifactsIn, type At, buildsIn, fieldsIn, nameOf, proofIn } from './places.ts';
import type { Rule } from './rule.ts';

/** Wider than a real placeholder, so that `{Version}` and `{source-ref}` are found too. */
const BRACED = /\{([A-Za-z][A-Za-z0-9_-]*)\}/g;

/** What is the same for all builds of a train, and so can stand in the title of its release. */
const TITLE_PLACEHOLDERS = ['chain', 'version', 'train'];

/** These hold a slash, which no name of an artifact can. */
const NOT_IN_NAMES: readonly string[] = ['repository', 'train'];

/** A placeholder that nothing fills would reach GitHub as it stands. */
export const knownPlaceholders: Rule = {
  name: 'known-placeholders',
  check: (file) => {
    const parameters = Object.keys(file.parameters ?? {});
    const known = [...BUILD_PLACEHOLDERS, ...parameters];
    // A build has one proof, whatever parameters were chosen.
    const inProof = BUILD_PLACEHOLDERS.filter((name) => !NOT_IN_NAMES.includes(name));
    const inNames = [...inProof, ...parameters];
    const title = { path: ['release', 'title'], value: file.release?.title ?? DEFAULT_TITLE };
    return [
      ...buildsIn(file).flatMap((build) => fieldsIn(build).flatMap((field) => unknownPlaceholders(field, known))),
      ...buildsIn(file).flatMap((build) => proofIn(build).flatMap((proof) => unknownPlaceholders(proof, inProof))),
      ...artifactsIn(file).flatMap((artifact) => unknownPlaceholders(nameOf(artifact), inNames)),
      ...unknownPlaceholders(title, TITLE_PLACEHOLDERS),
    ];
  },
};

function unknownPlaceholders({ path, value }: At<string>, known: readonly string[]): readonly Finding[] {
  return Array.from(value.matchAll(BRACED), ([, name = '']) => name)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      path,
      message: `unknown placeholder {${name}}${didYouMean(name, known) || `; known here: ${known.join(', ')}`}`,
    }));
}
