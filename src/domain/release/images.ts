import type { ArtifactReport } from '../actions-run.ts';
import type { ImageRecipe } from '../chain.ts';
import type { Checksum } from '../checksums.ts';
import { fillTemplate } from '../template.ts';
import type { PublishedImage } from './publication.ts';
import type { ArtifactSource } from './release-file.ts';

/** A container image that a build yielded, and the artifact that says which. */
export interface ImageSource {
  /** `name:tag`. */
  readonly reference: string;
  /** Its one file says the digest; it is no file of the release. */
  readonly from: ArtifactSource;
}

/** The image without its digest: what the templates come to. */
export function fillImage(
  { name, tag, digest }: ImageRecipe,
  values: Readonly<Record<string, string>>,
): { readonly reference: string; readonly artifact: string } {
  return { reference: fillTemplate(`${name}:${tag}`, values), artifact: fillTemplate(digest, values) };
}

/** The names of the artifacts that say the digests of images, each once. */
export function digestArtifacts(
  images: readonly ImageRecipe[],
  values: Readonly<Record<string, string>>,
): readonly string[] {
  return [...new Set(images.map((image) => fillImage(image, values).artifact))];
}

/** What an actions run left but for what speaks of images: the files of a release are among these. */
export function withoutDigests(
  artifacts: readonly ArtifactReport[],
  images: readonly ImageRecipe[],
  values: Readonly<Record<string, string>>,
): readonly ArtifactReport[] {
  const names = digestArtifacts(images, values);
  return artifacts.filter(({ name }) => !names.includes(name));
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** The digest that a file says and nothing besides, `sha256:<hex>`; `null` for any other text. */
export function parseImageDigest(text: string): string | null {
  const digest = text.trim();
  return DIGEST.test(digest) ? digest : null;
}

/** Registry and path of an image, without its tag; the port of a registry may stand before, after a colon, too. */
export function imageName({ reference }: Pick<PublishedImage, 'reference'>): string {
  return reference.slice(0, reference.lastIndexOf(':'));
}

/** What everybody can pull this very image by, whatever becomes of the tag: `name@sha256:<hex>`. */
export function pullReference(image: PublishedImage): string {
  return `${imageName(image)}@${image.digest}`;
}

/** The images as the documents of a release name them beside its files. */
export function imageChecksums(images: readonly PublishedImage[]): readonly Checksum[] {
  return images.map((image) => ({ name: imageName(image), sha256: image.digest.replace(/^sha256:/, '') }));
}
