import { allValues, type ExpectedFile, expectedFiles, isPattern } from '../../domain/expected-artifacts.ts';
import { placeholders } from '../../domain/template.ts';
import type { EffectiveRepository } from '../effective.ts';
import { normaliseArtifact } from '../normalise.ts';
import type { Artifact, ChainFile } from '../schema.ts';

/** The template of a file's name; GitHub changes all other characters in the name of a release's file. */
export const FILE_NAME = /^(?:[A-Za-z0-9._-]|\{[A-Za-z][A-Za-z0-9_-]*\})+$/;

/** GitHub's limit for one release. */
export const MOST_FILES = 1000;

/** What an artifact stands for, as far as it differs between repositories; nothing where that is too much. */
export function filesOf(
  file: ChainFile,
  { alias, entry }: EffectiveRepository,
  artifact: Artifact,
): readonly ExpectedFile[] {
  const expected = normaliseArtifact(artifact);
  if (nameCount(expected.name, file) > MOST_FILES) return [];
  const parameters = Object.entries(file.parameters ?? {}).map(([name, values]) => ({ name, values }));
  const [, name = ''] = entry.repository.split('/');
  return expectedFiles([expected], allValues(parameters), {
    chain: file.chain,
    alias,
    name,
    sha: `{sha of ${alias}}`,
  });
}

/** The names of an artifact that are no patterns: only these are known before a build. */
export function namesOf(file: ChainFile, repository: EffectiveRepository, artifact: Artifact): readonly string[] {
  return filesOf(file, repository, artifact)
    .map(({ name }) => name)
    .filter((name) => !isPattern(name));
}

/** How many names a template stands for. */
export function nameCount(template: string, { parameters = {} }: ChainFile): number {
  return placeholders(template).reduce(
    (count, name) => count * (Object.hasOwn(parameters, name) ? (parameters[name]?.length ?? 1) : 1),
    1,
  );
}
