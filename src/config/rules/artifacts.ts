import { isPattern } from '../../domain/expected-artifacts.ts';
import { isDocumentName } from '../../domain/release/document-names.ts';
import { effectiveRepositories } from '../effective.ts';
import { didYouMean } from '../nearest.ts';
import { normaliseArtifact } from '../normalise.ts';
import type { Finding, Path } from '../problem.ts';
import type { ChainFile } from '../schema.ts';
import { FILE_NAME, MOST_FILES, nameCount, namesOf } from './file-names.ts';
import { artifactsIn, type At, nameOf, rebuiltIn } from './places.ts';
import type { Rule } from './rule.ts';

/** The name of an artifact is fit to be the name of a file of the release. */
export const artifactNames: Rule = {
  name: 'artifact-names',
  check: (file) =>
    artifactsIn(file).flatMap((artifact) => {
      const { source } = normaliseArtifact(artifact.value);
      return [
        ...wrongName(nameOf(artifact), source !== 'earlier-release'),
        ...rebuiltIn(artifact).flatMap((rebuilt) => wrongName(rebuilt, false)),
      ];
    }),
};

function wrongName({ path, value }: At<string>, mayBePattern: boolean): readonly Finding[] {
  const finding = (message: string) => [{ path, message }];
  if (isDocumentName(value)) return finding(`${value} is made by Cascade; name the artifact otherwise`);
  if (isPattern(value) && !mayBePattern) return finding(`"${value}" must be one name; write it without *`);
  // A star alone is a name, too: it finds everything.
  if (FILE_NAME.test(value.replaceAll('*', 'x'))) return [];
  return finding(
    `"${value}" must be letters, digits, dots, hyphens, underscores and {placeholders}: GitHub would rename the file`,
  );
}

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
