import { isPattern } from '../../domain/expected-artifacts.ts';
import { artifactGroups } from '../../domain/fleet/build-cells.ts';
import type { CellArtifact } from '../../domain/fleet/fleet.ts';
import { placeholders } from '../../domain/template.ts';
import { normaliseArtifact } from '../normalise.ts';
import type { Finding } from '../problem.ts';
import type { ChainFile } from '../schema.ts';
import { type BuiltMember, builtMembers } from './fleet-built.ts';
import type { Rule } from './rule.ts';

/** Steps can't be repeated, so a job uploads so many; the proof of the commit may be one. */
const MOST_ARTIFACTS = 7;

/** What Cascade knows of a train, and tells no generated build that names its artifacts. */
const OF_THE_TRAIN = ['kind', 'source', 'source_ref', 'source_sha'];

/** A generated build can name, make and upload the artifacts that the chain expects. */
export const fleetArtifacts: Rule = {
  name: 'fleet-artifacts',
  check: (file) =>
    builtMembers(file)
      .filter(({ build }) => build.mode === 'build')
      .flatMap((built) => [...wrongNames(built), ...wrongGroups(file, built)]),
};

function wrongNames({ alias, artifacts, artifactsPath }: BuiltMember): readonly Finding[] {
  return artifacts.map(normaliseArtifact).flatMap(({ source, name, rebuilt }, index) => {
    const path = [...artifactsPath, index];
    if (source !== 'actions-artifact') return [];
    if (isPattern(name))
      return [{ path, message: `${alias} is built by the fleet, which must know the name: write it without *` }];
    const named = new Set([...placeholders(name), ...placeholders(rebuilt ?? '')]);
    return OF_THE_TRAIN.filter((placeholder) => named.has(placeholder)).map((placeholder) => ({
      path,
      message: `a generated build doesn't know {${placeholder}} when it names what it made`,
    }));
  });
}

function wrongGroups(file: ChainFile, { alias, member, artifacts, artifactsPath }: BuiltMember): readonly Finding[] {
  const parameters = Object.entries(file.parameters ?? {}).map(([name, values]) => ({ name, values }));
  const groups = artifactGroups(artifacts.map(normaliseArtifact), parameters, {});
  const crowded = groups.some((group) => group.artifacts.length > MOST_ARTIFACTS);
  const bare = member.language === 'node' && member.commands?.['package'] === undefined;
  const isMade = ({ name }: CellArtifact, index: number) => index === 0 && name.endsWith('.tgz');
  const unmade = bare && groups.some((group) => !group.artifacts.every(isMade));
  return [
    ...(crowded
      ? [
          {
            path: artifactsPath,
            message: `a generated job uploads at most ${MOST_ARTIFACTS} artifacts; pack several files into one`,
          },
        ]
      : []),
    ...(unmade
      ? [{ path: artifactsPath, message: `of ${alias} npm makes one .tgz and no more; say commands: { package: ... }` }]
      : []),
  ];
}
