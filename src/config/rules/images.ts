import { fillTemplate, placeholders } from '../../domain/template.ts';
import { effectiveRepositories } from '../effective.ts';
import type { Finding } from '../problem.ts';
import { namesOf } from './file-names.ts';
import { imagesIn } from './places.ts';
import { REFUSED } from './proof.ts';
import type { Rule } from './rule.ts';

const NAME = /^[a-z0-9][a-z0-9.-]*(:\d+)?(\/[a-z0-9]+([._-]+[a-z0-9]+)*)+$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** What names an image, and the artifact with its digest, is what registries and GitHub take. */
export const imageNames: Rule = {
  name: 'image-names',
  check: (file) =>
    imagesIn(file).flatMap(({ path, value: { name, tag, digest } }) => [
      ...unless(
        NAME.test(example(name)),
        [...path, 'name'],
        `"${name}" must be a registry and a path in small letters, such as ghcr.io/acme/app`,
      ),
      ...unless(
        TAG.test(example(tag)),
        [...path, 'tag'],
        `"${tag}" must be letters, digits, dots, hyphens, underscores and {placeholders}`,
      ),
      ...unless(
        !REFUSED.test(digest),
        [...path, 'digest'],
        `"${digest}" cannot be the name of an artifact: GitHub takes none of " : < > | * ? \\ /`,
      ),
    ]),
};

/** A template with a letter wherever something is filled in. */
function example(template: string): string {
  return fillTemplate(template, Object.fromEntries(placeholders(template).map((name) => [name, 'x'])));
}

function unless(right: boolean, path: readonly (string | number)[], message: string): readonly Finding[] {
  return right ? [] : [{ path, message }];
}

/** What says an image's digest is no file of the release. */
export const digestsApart: Rule = {
  name: 'digests-apart',
  check: (file) =>
    effectiveRepositories(file).flatMap((repository) => {
      const { alias, entry, artifacts } = repository;
      const names = artifacts.flatMap((artifact) => namesOf(file, repository, artifact));
      return (entry.images ?? []).flatMap(({ digest }, index): readonly Finding[] => {
        const [asFile = digest] = namesOf(file, repository, digest);
        if (!names.includes(asFile)) return [];
        const message = `"${digest}" is one of the artifacts, which are published; keep the digest in an artifact of its own`;
        return [{ path: ['repositories', alias, 'images', index, 'digest'], message }];
      });
    }),
};

/** No two images are told of as one. */
export const differentImages: Rule = {
  name: 'different-images',
  check: (file) => {
    const images = imagesIn(file).map((image) => ({ ...image, reference: referenceOf(image) }));
    return images.flatMap(({ path, reference }, index) =>
      images.slice(0, index).some((earlier) => earlier.reference === reference)
        ? [{ path: [...path, 'tag'], message: `${reference} is there twice` }]
        : [],
    );
  },
};

function referenceOf({ alias, value: { name, tag } }: ReturnType<typeof imagesIn>[number]): string {
  return fillTemplate(`${name}:${tag}`, { alias });
}
