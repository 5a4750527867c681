import { didYouMean } from '../nearest.ts';
import { FullName } from '../schema-values.ts';
import type { ChainFile } from '../schema.ts';
import type { Finding, Path } from '../problem.ts';

/** What is wrong with an alias, as a sentence; `null` where a repository of the chain has it. */
export function wrongAlias({ repositories }: ChainFile, alias: string): string | null {
  if (Object.hasOwn(repositories, alias)) return null;
  return `"${alias}" is no alias here${didYouMean(alias, Object.keys(repositories))}`;
}

/** What is wrong with the name of a repository in or outside of the chain, as the end of a sentence. */
export function wrongReference({ repositories }: ChainFile, reference: string): string | null {
  if (Object.hasOwn(repositories, reference) || FullName.safeParse(reference).success) return null;
  return `which is neither an alias here nor owner/name${didYouMean(reference, Object.keys(repositories))}`;
}

/** What is wrong with a list of aliases: unknown ones, and those that are there twice. */
export function wrongAliases(file: ChainFile, path: Path, aliases: readonly string[]): readonly Finding[] {
  return aliases.flatMap((alias, index) => {
    const twice = aliases.indexOf(alias) < index ? `"${alias}" is there twice` : null;
    const message = wrongAlias(file, alias) ?? twice;
    return message === null ? [] : [{ path: [...path, index], message }];
  });
}
