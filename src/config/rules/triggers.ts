import type { Finding } from '../problem.ts';
import type { ChainFile } from '../schema.ts';
import { wrongAliases } from './aliases.ts';
import type { Rule } from './rule.ts';

/** What starts or makes a release is in the chain, and the chain publishes one. */
export const knownTriggers: Rule = {
  name: 'known-triggers',
  check: (file) => [...starting(file, 'releases'), ...starting(file, 'tags'), ...following(file)],
};

function starting(file: ChainFile, key: 'releases' | 'tags'): readonly Finding[] {
  const aliases = file.triggers?.[key] ?? [];
  const path = ['triggers', key];
  return [...(aliases.length === 0 ? [] : withoutRelease(file, path)), ...wrongAliases(file, path, aliases)];
}

function following(file: ChainFile): readonly Finding[] {
  return file.triggers?.after_cascade === 'prerelease' ? withoutRelease(file, ['triggers', 'after_cascade']) : [];
}

function withoutRelease({ release }: ChainFile, path: readonly string[]): readonly Finding[] {
  if (release !== undefined) return [];
  return [{ path, message: 'nothing says where a release is published; add release.publish_in', key: true }];
}
