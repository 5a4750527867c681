import type { Language } from '../../domain/fleet/language.ts';
import { didYouMean } from '../nearest.ts';
import type { Finding, Path } from '../problem.ts';
import type { ChainFile } from '../schema.ts';
import { type MemberAt, membersIn } from './fleet-members.ts';
import type { Rule } from './rule.ts';

/** Platforms and variants are those of the chain, and a target is in the words of the language. */
export const fleetParameters: Rule = {
  name: 'fleet-parameters',
  check: (file) =>
    membersIn(file).flatMap((at) => {
      const { path, member } = at;
      return [
        ...unknownValues(file, 'platform', member.targets, [...path, 'targets']),
        ...unknownValues(file, 'platform', member.runners, [...path, 'runners']),
        ...unknownValues(file, 'variant', member.features, [...path, 'features']),
        ...wrongTargets(at),
      ];
    }),
};

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

function wrongTargets({ path, member: { language, targets = {} } }: MemberAt): readonly Finding[] {
  return Object.entries(targets).flatMap(([platform, target]) => {
    const wrong = wrongTarget(language, target);
    return wrong === null ? [] : [{ path: [...path, 'targets', platform], message: wrong }];
  });
}

function wrongTarget(language: Language, target: string): string | null {
  switch (language) {
    case 'go':
      return /^[a-z0-9]+\/[a-z0-9]+$/.test(target)
        ? null
        : `"${target}" must be a system and a processor as Go calls them, such as linux/arm64`;
    case 'rust':
      return target.includes('/')
        ? `"${target}" must be a target as Rust calls it, such as aarch64-unknown-linux-gnu`
        : null;
    case 'node':
    case 'commands':
    case 'docs':
      return `language ${language} has no targets; runners says which machines build for a platform`;
    default:
      return language satisfies never;
  }
}
