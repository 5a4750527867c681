import { BUILD_PLACEHOLDERS, placeholders } from '../../domain/template.ts';
import { DEFAULT_RELEASE } from '../defaults.ts';
import { didYouMean } from '../nearest.ts';
import type { Finding } from '../problem.ts';
import {
  artifactsIn,
  type At,
  buildsIn,
  deploysIn,
  dispatchesIn,
  fieldsIn,
  imagesIn,
  nameOf,
  packagesIn,
  proofIn,
  rebuiltIn,
  stepsIn,
  tagIn,
} from './places.ts';
import type { Rule } from './rule.ts';

/** Wider than a real placeholder, so that `{Version}` and `{source-ref}` are found too. */
const BRACED = /\{([A-Za-z][A-Za-z0-9_-]*)\}/g;

/** What is the same for all builds of a train, and so can stand in the title of its release. */
const TITLE_PLACEHOLDERS = ['chain', 'version', 'train'];

/** What can stand in the name of a package. */
const PACKAGE_PLACEHOLDERS = {
  repository: ['chain', 'version', 'alias'],
  platform: ['chain', 'version', 'platform'],
  all: ['chain', 'version'],
} as const;

/** What a signal to deploy knows beside what its build does; an image only where there are some. */
const DEPLOY_PLACEHOLDERS = [...BUILD_PLACEHOLDERS, 'tag'];

/** These hold a slash, which no name of an artifact can. */
const NOT_IN_NAMES: readonly string[] = ['repository', 'train', 'needs'];

/** A placeholder that nothing fills would reach GitHub as it stands. */
export const knownPlaceholders: Rule = {
  name: 'known-placeholders',
  check: (file) => {
    const parameters = Object.keys(file.parameters ?? {});
    const known = [...BUILD_PLACEHOLDERS, ...parameters];
    // A build has one proof, whatever parameters were chosen.
    const inProof = BUILD_PLACEHOLDERS.filter((name) => !NOT_IN_NAMES.includes(name));
    const inNames = [...inProof, ...parameters];
    const title = { path: ['release', 'title'], value: file.release?.title ?? DEFAULT_RELEASE.title };
    return [
      ...buildsIn(file).flatMap((build) => fieldsIn(build).flatMap((field) => unknownPlaceholders(field, known))),
      ...buildsIn(file).flatMap((build) => proofIn(build).flatMap((proof) => unknownPlaceholders(proof, inProof))),
      ...artifactsIn(file).flatMap((artifact) => unknownPlaceholders(nameOf(artifact), inNames)),
      ...artifactsIn(file).flatMap((artifact) => {
        // The second artifact belongs to one first, so that the first one's name says all.
        const inRebuilt = [...inProof, ...parametersIn(nameOf(artifact).value, parameters), 'artifact'];
        return rebuiltIn(artifact).flatMap((rebuilt) => unknownPlaceholders(rebuilt, inRebuilt));
      }),
      ...artifactsIn(file).flatMap((artifact) =>
        tagIn(artifact).flatMap((tag) => unknownPlaceholders(tag, BUILD_PLACEHOLDERS)),
      ),
      ...packagesIn(file).flatMap(({ path, value: { of, name } }) =>
        unknownPlaceholders({ path: [...path, 'name'], value: name }, PACKAGE_PLACEHOLDERS[of]),
      ),
      ...imagesIn(file).flatMap(({ path, value: { name, tag, digest } }) => [
        ...unknownPlaceholders({ path: [...path, 'name'], value: name }, BUILD_PLACEHOLDERS),
        ...unknownPlaceholders({ path: [...path, 'tag'], value: tag }, inProof),
        ...unknownPlaceholders({ path: [...path, 'digest'], value: digest }, inProof),
      ]),
      ...stepsIn(file).flatMap((step) => fieldsIn(step).flatMap((field) => unknownPlaceholders(field, known))),
      ...stepsIn(file).flatMap(({ path, value: { published = '' } }) =>
        unknownPlaceholders({ path: [...path, 'published'], value: published }, BUILD_PLACEHOLDERS),
      ),
      ...deploysIn(file).flatMap((deploy) => {
        const image = (file.repositories[deploy.alias]?.images ?? []).length > 0 ? ['image'] : [];
        const inPayload = [...DEPLOY_PLACEHOLDERS, ...image, ...parameters];
        return fieldsIn(deploy).flatMap((field) => unknownPlaceholders(field, inPayload));
      }),
      ...dispatchesIn(file).flatMap(({ path, value }) =>
        value === 'standard' ? [] : unknownPlaceholders({ path: [...path, 'event'], value: value.event }, ['alias']),
      ),
      ...unknownPlaceholders(title, TITLE_PLACEHOLDERS),
    ];
  },
};

function parametersIn(template: string, parameters: readonly string[]): readonly string[] {
  return placeholders(template).filter((name) => parameters.includes(name));
}

function unknownPlaceholders({ path, value }: At<string>, known: readonly string[]): readonly Finding[] {
  return Array.from(value.matchAll(BRACED), ([, name = '']) => name)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      path,
      message: `unknown placeholder {${name}}${didYouMean(name, known) || `; known here: ${known.join(', ')}`}`,
    }));
}
