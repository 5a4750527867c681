import type { PackageRecipe } from './release-target.ts';
import { compareBytes } from '../checksums.ts';
import { assertNever } from '../exhaustive.ts';
import { fillTemplate } from '../template.ts';
import { nameClashes } from './asset-name.ts';
import { packEntries } from './pack-entries.ts';
import type { PackedSource, ReleaseFile, StoredSource } from './release-file.ts';

/** What is to be packed, and what keeps it from being packed. */
export interface PackagePlan {
  readonly packages: readonly PlannedPackage[];
  /** In words. */
  readonly problems: readonly string[];
}

/** An archive to be made and published under that name. */
export interface PlannedPackage {
  readonly name: string;
  readonly source: PackedSource;
}

/** A file that GitHub keeps: what packages are made of. */
export interface StoredFile extends ReleaseFile {
  readonly from: StoredSource;
}

/** The files in a folder of a package; without a name they lie at its top. */
export interface PackageFolder {
  readonly name: string | null;
  readonly files: readonly StoredFile[];
}

/**
 * Says which archives the recipes make of the collected files, and what is in each. Of no files none is made, and what
 * is a package already isn't packed again.
 */
export function planPackages(
  recipes: readonly PackageRecipe[],
  collected: readonly ReleaseFile[],
  names: { readonly chain: string; readonly version: string },
): PackagePlan {
  const files = collected.filter(isStored);
  const packages: PlannedPackage[] = [];
  const problems: string[] = [];
  for (const recipe of recipes) {
    const contents = contentsOf(recipe, files);
    if (contents.length === 0 && files.length > 0) problems.push(nothingToPack(recipe));
    for (const { values, folders } of contents) {
      const name = fillTemplate(recipe.name, { ...names, ...values });
      const clashes = folders.flatMap((folder) => nameClashes(folder.files, []));
      problems.push(...clashes.map((clash) => `package ${name}: ${clash}`));
      packages.push({ name, source: { type: 'packed', format: recipe.format, ...packEntries(folders) } });
    }
  }
  return { packages, problems };
}

function isStored(file: ReleaseFile): file is StoredFile {
  return file.from.type !== 'packed';
}

/** What a package contains, and the placeholders that tell it from the others of its recipe. */
interface PackageContent {
  readonly values: Readonly<Record<string, string>>;
  readonly folders: readonly PackageFolder[];
}

function contentsOf({ of }: PackageRecipe, files: readonly StoredFile[]): readonly PackageContent[] {
  switch (of) {
    case 'repository':
      return grouped(files, (file) => file.from.alias).map(([alias, own]) => ({
        values: { alias },
        folders: [{ name: null, files: own }],
      }));
    case 'platform':
      return grouped(files, (file) => file.from.parameters['platform']).map(([platform, own]) => ({
        values: { platform },
        folders: [{ name: null, files: own }],
      }));
    case 'all': {
      const folders = grouped(files, (file) => file.from.alias).map(([name, own]) => ({ name, files: own }));
      return folders.length === 0 ? [] : [{ values: {}, folders }];
    }
    default:
      return assertNever(of);
  }
}

/** The files by what is said of each, in the order of its bytes; those of which nothing is said are left out. */
function grouped(
  files: readonly StoredFile[],
  key: (file: StoredFile) => string | undefined,
): readonly (readonly [string, readonly StoredFile[]])[] {
  const groups = [...Map.groupBy(files, key)];
  return groups
    .flatMap(([name, own]) => (name === undefined ? [] : [[name, own] as const]))
    .sort(([a], [b]) => compareBytes(a, b));
}

function nothingToPack({ name }: PackageRecipe): string {
  return `package ${name}: no file was expected for a platform; put {platform} into the names of the artifacts`;
}
