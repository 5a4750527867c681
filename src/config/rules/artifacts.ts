import { allValues, expectedNames } from '../../domain/expected-artifacts.ts';
import { placeholders } from '../../domain/template.ts';
import { type EffectiveRepository, effectiveRepositories } from '../effective.ts';
import { didYouMean } from '../nearest.ts';
import { normaliseArtifact } from '../normalise.ts';
import type { Finding, Path } from '../problem.ts';
import type { Artifact, ChainFile } from '../schema.ts';
import { artifactsIn, nameOf } from './places.ts';
import type { Rule } from './rule.ts';

/** GitHub changes all other characters in the name of a release's file. */
const ARTIFACT_NAME = /^(?:[A-Za-z0-9._-]|\{[A-Za-z][A-Za-z0-9_-]*\})+$/;

/** The name under which a release lists its checksums. */
const CHECKSUMS = 'SHA256SUMS';

/** GitHub's limit for one release. */
const MOST_FILES = 1000;

/** The name of an artifact becomes the name of a file of the release. */
export const artifactNames: Rule = {
  name: 'artifact-names',
  check: (file) =>
    artifactsIn(file)
      .map(nameOf)
      .flatMap(({ path, value }) => {
        if (value === CHECKSUMS)
          return [{ path, message: `${CHECKSUMS} is made by Cascade; name the artifact otherwise` }];
        if (ARTIFACT_NAME.test(value)) return [];
        const message = `"${value}" must be letters, digits, dots, hyphens, underscores and {placeholders}: GitHub would rename the file`;
        return [{ path, message }];
      }),
};

/** `only` speaks of parameters and values that there are. */
export const knownOnly: Rule = {
  name: 'known-only',
  check: (file) =>
    artifactsIn(file).flatMap(({ path, value }) =>
      typeof value === 'string'
        ? []
        : Object.entries(value.only ?? {}).flatMap(([name, values]) =>
            unknownOnly(file, [...path, 'only', name], name, values),
          ),
    ),
};

function unknownOnly(
  { parameters = {} }: ChainFile,
  path: Path,
  name: string,
  values: readonly string[],
): readonly Finding[] {
  const known = Object.hasOwn(parameters, name) ? (parameters[name] ?? []) : null;
  if (known === null) {
    return [{ path, message: `unknown parameter "${name}"${didYouMean(name, Object.keys(parameters))}`, key: true }];
  }
  return values.flatMap((value, index) =>
    known.includes(value)
      ? []
      : [{ path: [...path, index], message: `"${value}" is no value of ${name}${didYouMean(value, known)}` }],
  );
}

/** Files of one release, and artifacts of one actions run, must differ in their names. */
export const differentArtifacts: Rule = {
  name: 'different-artifacts',
  check: (file) => {
    const inRelease = new Map<string, string>();
    return effectiveRepositories(file).flatMap((repository) => {
      const owners = repository.entry.releases === false ? new Map<string, string>() : inRelease;
      return repository.artifacts.flatMap((artifact, index) => {
        const path = [...repository.artifactsPath, index];
        return clashes(namesOf(file, repository, artifact), repository.alias, owners).map((message) => ({
          path,
          message,
        }));
      });
    });
  },
};

/** Enters an artifact's names under its owner; the first that has an owner already is told. */
function clashes(names: readonly string[], alias: string, owners: Map<string, string>): readonly string[] {
  const taken = names.find((name) => owners.has(name));
  const owner = taken === undefined ? undefined : owners.get(taken);
  for (const name of names) if (!owners.has(name)) owners.set(name, alias);
  if (taken === undefined || owner === undefined) return [];
  const whose = owner === alias ? 'another of its artifacts' : `an artifact of ${owner}`;
  return [`${alias} yields "${taken}", which is also the name of ${whose}`];
}

/** The names that an artifact can have, as far as they differ between repositories; none where they are too many. */
function namesOf(file: ChainFile, { alias, entry }: EffectiveRepository, artifact: Artifact): readonly string[] {
  const parameters = Object.entries(file.parameters ?? {}).map(([name, values]) => ({ name, values }));
  if (nameCount(normaliseArtifact(artifact).name, file) > MOST_FILES) return [];
  const [, name = ''] = entry.repository.split('/');
  return expectedNames([normaliseArtifact(artifact)], allValues(parameters), { alias, name, sha: `{sha of ${alias}}` });
}

/** A release holds a thousand files. */
export const artifactCount: Rule = {
  name: 'artifact-count',
  check: (file) =>
    artifactsIn(file)
      .map(nameOf)
      .flatMap(({ path, value }) => {
        const count = nameCount(value, file);
        if (count <= MOST_FILES) return [];
        return [
          {
            path,
            message: `"${value}" stands for ${count} names; a release on GitHub holds at most ${MOST_FILES} files`,
          },
        ];
      }),
};

function nameCount(template: string, { parameters = {} }: ChainFile): number {
  return placeholders(template).reduce(
    (count, name) => count * (Object.hasOwn(parameters, name) ? (parameters[name]?.length ?? 1) : 1),
    1,
  );
}
