import { artifactGroups } from '../../domain/fleet/build-cells.ts';
import { isPattern } from '../../domain/expected-artifacts.ts';
import { placeholders } from '../../domain/template.ts';
import { type EffectiveRepository, effectiveRepositories, fieldsOf } from '../effective.ts';
import { didYouMean } from '../nearest.ts';
import { normaliseArtifact } from '../normalise.ts';
import type { Finding, Path } from '../problem.ts';
import type { ChainFile } from '../schema.ts';
import type { Rule } from './rule.ts';

/** Steps can't be repeated, so a job uploads so many; the proof of the commit may be one. */
const MOST_ARTIFACTS = 7;

const FIELD = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What a job knows when it names its artifacts. */
const IN_NAMES = ['chain', 'alias', 'name', 'version', 'version_number', 'ref', 'sha'];

/** A generated build can name, make and upload what the chain wants of it. */
export const fleetBuilds: Rule = {
  name: 'fleet-builds',
  check: (file) =>
    built(file).flatMap((repository) => [...wrongArtifacts(file, repository), ...wrongFields(repository)]),
};

/** Platforms and variants are those of the chain. */
export const fleetParameters: Rule = {
  name: 'fleet-parameters',
  check: (file) =>
    Object.entries(file.repositories).flatMap(([alias, { fleet }]) => {
      const path = ['repositories', alias, 'fleet'];
      return [
        ...unknownValues(file, 'platform', fleet?.targets, [...path, 'targets']),
        ...unknownValues(file, 'platform', fleet?.runners, [...path, 'runners']),
        ...unknownValues(file, 'variant', fleet?.features, [...path, 'features']),
      ];
    }),
};

function built(file: ChainFile): readonly EffectiveRepository[] {
  return effectiveRepositories(file).filter(
    ({ entry, build }) => entry.fleet !== undefined && build !== null && build.runs_in === undefined,
  );
}

function wrongArtifacts(file: ChainFile, { alias, artifacts, artifactsPath }: EffectiveRepository): readonly Finding[] {
  const expected = artifacts.map(normaliseArtifact);
  const parameters = Object.entries(file.parameters ?? {}).map(([name, values]) => ({ name, values }));
  const known = [...IN_NAMES, ...Object.keys(file.parameters ?? {})];
  const wrong = expected.flatMap(({ name, source }, index) => {
    if (source !== 'actions-artifact') return [];
    const path = [...artifactsPath, index];
    if (isPattern(name))
      return [{ path, message: `${alias} is built by the fleet, which must know the name: write it without *` }];
    const unknown = placeholders(name).filter((placeholder) => !known.includes(placeholder));
    return unknown.map((placeholder) => ({ path, message: `a generated build doesn't know {${placeholder}}` }));
  });
  const crowded = artifactGroups(expected, parameters, {}).some((group) => group.artifacts.length > MOST_ARTIFACTS);
  const message = `a generated job uploads at most ${MOST_ARTIFACTS} artifacts; pack several files into one`;
  return [...wrong, ...(crowded ? [{ path: artifactsPath, message }] : [])];
}

function wrongFields({ alias, entry, build, artifacts }: EffectiveRepository): readonly Finding[] {
  if (build === null) return [];
  const path = ['repositories', alias, 'fleet'];
  const sent = Object.values(fieldsOf(build));
  const named = artifacts.map(normaliseArtifact).flatMap(({ name }) => placeholders(name));
  const lacks = (template: string, why: string): Finding[] =>
    sent.includes(template)
      ? []
      : [{ path, message: `${alias} must be told ${template}, ${why}; add it to its inputs`, key: true }];
  const odd = Object.keys(fieldsOf(build)).filter((name) => !FIELD.test(name));
  return [
    ...lacks('{sha}', 'or nobody knows which commit is built'),
    ...(named.some((name) => name.startsWith('version'))
      ? lacks('{version}', 'which is in the names of its artifacts')
      : []),
    ...(entry.fleet?.beside === true ? lacks('{needs}', 'or it is built with other commits beside it') : []),
    ...odd.map((name) => ({
      path: ['repositories', alias, 'build'],
      message: `the field "${name}" must be letters, digits and underscores to be an input of a generated build`,
      key: true as const,
    })),
    ...generatedFile(build.workflows[0] ?? '', alias),
  ];
}

function generatedFile(file: string, alias: string): readonly Finding[] {
  if (file !== 'ci.yml' && file !== 'chain.yml') return [];
  const message = `${file} is generated for something else; name the actions workflow of the build build.yml`;
  return [{ path: ['repositories', alias, 'build', 'workflows'], message }];
}

function unknownValues(
  { parameters = {} }: ChainFile,
  parameter: string,
  map: Readonly<Record<string, unknown>> = {},
  path: Path = [],
): readonly Finding[] {
  const known = parameters[parameter] ?? [];
  return Object.keys(map)
    .filter((value) => !known.includes(value))
    .map((value) => ({
      path: [...path, value],
      message: `"${value}" is no value of the chain's parameter ${parameter}${didYouMean(value, known)}`,
      key: true as const,
    }));
}
