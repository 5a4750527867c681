import { type ExpectedFile, isPattern, matchesName } from '../../domain/expected-artifacts.ts';
import { type EffectiveRepository, effectiveRepositories } from '../effective.ts';
import type { Finding } from '../problem.ts';
import type { ChainFile } from '../schema.ts';
import { filesOf } from './file-names.ts';
import { oncePerPlace } from './once.ts';
import { nameOf } from './places.ts';
import type { Rule } from './rule.ts';

/** What is found belongs to one entry: a pattern finds nothing that another entry of its repository names. */
export const patternsApart: Rule = {
  name: 'patterns-apart',
  check: (file) => oncePerPlace(effectiveRepositories(file).flatMap((repository) => overlaps(file, repository))),
};

function overlaps(file: ChainFile, repository: EffectiveRepository): readonly Finding[] {
  const files = repository.artifacts.map((artifact) => filesOf(file, repository, artifact));
  return repository.artifacts.flatMap((value, index) => {
    const patterns = (files[index] ?? []).filter(({ name }) => isPattern(name));
    // Of two entries that are the same, only the second is told.
    const later = files.slice(index + 1).flat();
    const others = [...files.slice(0, index).flat(), ...later.filter(({ name }) => !isSame(patterns, name))];
    const [message] = patterns.flatMap((pattern) => findsToo(pattern, others));
    const { path } = nameOf({ path: [...repository.artifactsPath, index], value });
    return message === undefined ? [] : [{ path, message }];
  });
}

function isSame(patterns: readonly ExpectedFile[], name: string): boolean {
  return patterns.some((pattern) => pattern.name === name);
}

function findsToo({ source, name }: ExpectedFile, others: readonly ExpectedFile[]): readonly string[] {
  const found = others.find((other) => other.source === source && matchesName(name, other.name));
  if (found === undefined) return [];
  return [`"${name}" finds what "${found.name}" names, too; let each artifact be in one of them`];
}
