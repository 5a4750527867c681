import { assertNever } from '../../domain/exhaustive.ts';
import { fillTemplate, placeholders } from '../../domain/template.ts';
import { type EffectiveRepository, effectiveRepositories } from '../effective.ts';
import type { Finding } from '../problem.ts';
import type { Package } from '../release-schema.ts';
import type { ChainFile } from '../schema.ts';
import { FILE_NAME, namesOf } from './file-names.ts';
import { packagesIn } from './places.ts';
import type { Rule } from './rule.ts';

/** The parameter by whose values packages can be made. */
const PLATFORM = 'platform';

/** What tells the packages of one recipe apart. */
const TOLD_APART_BY = { repository: 'alias', platform: PLATFORM, all: null } as const;

/** A release without files is none. */
export const somethingPublished: Rule = {
  name: 'something-published',
  check: ({ release }) => {
    if (release?.files !== false || (release.packages ?? []).length > 0) return [];
    return [{ path: ['release', 'files'], message: 'without files and packages a release is empty; name packages' }];
  },
};

/** There is a package for each platform only where there are platforms. */
export const packagePlatforms: Rule = {
  name: 'package-platforms',
  check: (file) =>
    packagesIn(file).flatMap(({ path, value }) => {
      if (value.of !== 'platform' || Object.hasOwn(file.parameters ?? {}, PLATFORM)) return [];
      const message = `packages of each ${PLATFORM} need the parameter "${PLATFORM}"; add it to parameters`;
      return [{ path: [...path, 'of'], message }];
    }),
};

/** A package has a name that GitHub keeps, that says its format, and that tells it from the others of its recipe. */
export const packageNames: Rule = {
  name: 'package-names',
  check: (file) =>
    packagesIn(file).flatMap(({ path, value }) =>
      wrongName(value).map((message) => ({ path: [...path, 'name'], message })),
    ),
};

function wrongName({ of, format, name }: Package): readonly string[] {
  const apart = TOLD_APART_BY[of];
  return [
    ...(FILE_NAME.test(name)
      ? []
      : [
          `"${name}" must be letters, digits, dots, hyphens, underscores and {placeholders}: GitHub would rename the file`,
        ]),
    ...(name.endsWith(`.${format}`) ? [] : [`"${name}" must end in .${format}, as its format says`]),
    ...(apart === null || placeholders(name).includes(apart)
      ? []
      : [`"${name}" would be the name of one package for each ${of}; put {${apart}} into it`]),
  ];
}

/** Packages differ in their names, from each other and from the files beside them. */
export const differentPackages: Rule = {
  name: 'different-packages',
  check: (file) => {
    const owners = new Map<string, string>(file.release?.files === false ? [] : looseFiles(file));
    return packagesIn(file).flatMap(({ path, value }, index): readonly Finding[] => {
      const names = packageFileNames(file, value);
      const taken = names.find((name) => owners.has(name));
      for (const name of names) if (!owners.has(name)) owners.set(name, `packages[${index}]`);
      if (taken === undefined) return [];
      const message = `there would be two files "${taken}": this package and one of ${owners.get(taken) ?? ''}; name it otherwise`;
      return [{ path: [...path, 'name'], message }];
    });
  },
};

function looseFiles(file: ChainFile): readonly (readonly [name: string, owner: string])[] {
  return released(file).flatMap((repository) =>
    repository.artifacts.flatMap((artifact) =>
      namesOf(file, repository, artifact).map((name) => [name, repository.alias] as const),
    ),
  );
}

/** The names of a recipe's packages, as far as they are known before a release. */
function packageFileNames(file: ChainFile, { of, name }: Package): readonly string[] {
  const template = fillTemplate(name, { chain: file.chain });
  switch (of) {
    case 'repository':
      return released(file).map(({ alias }) => fillTemplate(template, { alias }));
    case 'platform':
      return (file.parameters?.[PLATFORM] ?? []).map((platform) => fillTemplate(template, { platform }));
    case 'all':
      return [template];
    default:
      return assertNever(of);
  }
}

function released(file: ChainFile): readonly EffectiveRepository[] {
  return effectiveRepositories(file).filter(({ entry }) => entry.releases !== false);
}
