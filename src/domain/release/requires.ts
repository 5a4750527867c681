import { assertNever } from '../exhaustive.ts';
import { compareVersions, parseVersion, type SemanticVersion } from './semantic-version.ts';
import type { Requirement, VersionsEntry, VersionsFile } from './versions-file.ts';

const REQUIREMENT = /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(=|>=|\^|~)\s*(\S+)$/;

const OPERATORS: readonly Requirement['operator'][] = ['=', '>=', '^', '~'];

/** Reads a requirement such as `engine=1.2.0` or `engine>=1.2.0`; `null` for any other text. */
export function parseRequirement(text: string): Requirement | null {
  const [, name, sign, version] = REQUIREMENT.exec(text.trim()) ?? [];
  const operator = OPERATORS.find((known) => known === sign);
  if (name === undefined || operator === undefined || version === undefined) return null;
  return parseVersion(version) === null ? null : { name, operator, version };
}

/** The requirements that the versions in the same file don't meet, in words. */
export function checkRequires({ entries }: VersionsFile): readonly string[] {
  return Object.entries(entries).flatMap(([name, { requires }]) =>
    requires.flatMap((requirement) => {
      const unmet = unmetBecause(requirement, entries[requirement.name]);
      const { name: other, operator, version } = requirement;
      return unmet === null ? [] : [`${name} requires ${other}${operator}${version}, but ${unmet}`];
    }),
  );
}

function unmetBecause(requirement: Requirement, entry: VersionsEntry | undefined): string | null {
  const { name } = requirement;
  if (entry === undefined) return `there is no ${name} in the file`;
  const text = entry.version ?? entry.tag;
  const version = parseVersion(text ?? '');
  const least = parseVersion(requirement.version);
  if (version === null) return `${name} has no version in the file`;
  if (least === null) return `${requirement.version} is no version`;
  return meets(version, requirement.operator, least) ? null : `${name} is ${text}`;
}

function meets(version: SemanticVersion, operator: Requirement['operator'], least: SemanticVersion): boolean {
  const difference = compareVersions(version, least);
  switch (operator) {
    case '=':
      return difference === 0;
    case '>=':
      return difference >= 0;
    case '^':
      return difference >= 0 && isCompatible(version, least);
    case '~':
      return difference >= 0 && version.major === least.major && version.minor === least.minor;
    default:
      return assertNever(operator);
  }
}

/** The first number that isn't zero may not change: that is where breaking changes show. */
function isCompatible(version: SemanticVersion, least: SemanticVersion): boolean {
  if (version.major !== least.major || least.major > 0n) return version.major === least.major;
  if (version.minor !== least.minor || least.minor > 0n) return version.minor === least.minor;
  return version.patch === least.patch;
}
