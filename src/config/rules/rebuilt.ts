import { type ExpectedFile, isPattern, matchesName } from '../../domain/expected-artifacts.ts';
import { fillTemplate, placeholders } from '../../domain/template.ts';
import { type EffectiveRepository, effectiveRepositories } from '../effective.ts';
import { normaliseArtifact } from '../normalise.ts';
import type { Finding } from '../problem.ts';
import type { ChainFile } from '../schema.ts';
import { filesOf } from './file-names.ts';
import { oncePerPlace } from './once.ts';
import { artifactsIn, rebuiltIn } from './places.ts';
import type { Rule } from './rule.ts';

/** What was built again is an artifact of the same actions run, and one for each first artifact. */
export const rebuiltOfRuns: Rule = {
  name: 'rebuilt-of-runs',
  check: (file) =>
    artifactsIn(file).flatMap((artifact) =>
      rebuiltIn(artifact).flatMap(({ path, value: rebuilt }): readonly Finding[] => {
        const { source, name } = normaliseArtifact(artifact.value);
        if (source !== 'actions-artifact') {
          return [{ path, message: 'only artifacts of an actions run can be built again; leave out rebuilt, or from' }];
        }
        if (!isPattern(name) || placeholders(rebuilt).includes('artifact')) return [];
        return [{ path, message: `"${rebuilt}" is one name for all that "${name}" finds; put {artifact} into it` }];
      }),
    ),
};

/** What was built again is compared, not published: it is none of the artifacts themselves. */
export const rebuiltApart: Rule = {
  name: 'rebuilt-apart',
  check: (file) => oncePerPlace(effectiveRepositories(file).flatMap((repository) => takenNames(file, repository))),
};

function takenNames(file: ChainFile, repository: EffectiveRepository): readonly Finding[] {
  const files = repository.artifacts.map((artifact) => filesOf(file, repository, artifact));
  const ofRuns = files.flat().filter(({ source }) => source === 'actions-artifact');
  return repository.artifacts.flatMap((value, index) => {
    const [message] = (files[index] ?? []).flatMap((first) => takenBy(first, ofRuns));
    const artifact = { path: [...repository.artifactsPath, index], value };
    return message === undefined ? [] : rebuiltIn(artifact).map(({ path }) => ({ path, message }));
  });
}

function takenBy({ name, rebuilt }: ExpectedFile, artifacts: readonly ExpectedFile[]): readonly string[] {
  if (rebuilt === null) return [];
  // For a pattern: what it finds, with a letter where anything may stand.
  const example = name.replaceAll('*', 'x');
  const again = fillTemplate(rebuilt, { artifact: example });
  const taken = artifacts.find((artifact) => matchesName(artifact.name, again));
  if (taken === undefined) return [];
  return [`"${example}" built again would be "${again}", which "${taken.name}" finds too; name it otherwise`];
}
