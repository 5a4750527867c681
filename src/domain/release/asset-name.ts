import { assertNever } from '../exhaustive.ts';
import type { FileSource, ReleaseFile } from './release-file.ts';

/**
 * The name under which GitHub keeps a file of a release: what it doesn't like becomes a dot, and a dot can neither
 * begin nor end it. A file that is uploaded under this name keeps it.
 */
export function assetName(name: string): string {
  const kept = name
    .replaceAll(/[^A-Za-z0-9._+@-]+/g, '.')
    .replaceAll(/\.{2,}/g, '.')
    .replace(/\.$/, '');
  return kept === '' || kept.startsWith('.') ? `default${kept}` : kept;
}

/**
 * What is wrong with the names of the files, each clash with all that share the name; empty where nothing is. Names that
 * differ only in capitals clash: on many machines they are one file.
 * @param reserved names of what Cascade itself adds
 */
export function nameClashes(files: readonly ReleaseFile[], reserved: readonly string[]): readonly string[] {
  const claims = [
    ...files.map(({ name, from }) => ({ name, place: placeOf(from) })),
    ...reserved.map((name) => ({ name, place: 'Cascade itself' })),
  ];
  const sharing = Map.groupBy(claims, ({ name }) => assetName(name).toLowerCase());
  return [...sharing.values()].filter(({ length }) => length > 1).map(clash);
}

interface Claim {
  readonly name: string;
  readonly place: string;
}

function clash(claims: readonly Claim[]): string {
  const names = distinct(claims.map(({ name }) => name));
  const [kept = '', ...others] = distinct(names.map(assetName));
  if (names.length === 1) return `${names.join('')} comes from ${claims.map(({ place }) => place).join(' and ')}`;
  const origins = claims.map(({ name, place }) => `${name} from ${place}`).join(' and ');
  return others.length === 0
    ? `${origins} have one name on GitHub, ${kept}`
    : `${origins} are one file where capitals don't count`;
}

function placeOf(from: FileSource): string {
  switch (from.type) {
    case 'artifact':
      return `${from.alias} (artifact ${from.artifact.name})`;
    case 'asset':
      return `${from.alias} (release ${from.tag} of ${from.owner}/${from.name})`;
    case 'packed':
      return 'a package';
    default:
      return assertNever(from);
  }
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
