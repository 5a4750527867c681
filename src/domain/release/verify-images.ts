import { pullReference } from './images.ts';
import type { FoundRelease, VerifiedItem } from './verification.ts';

/** Every image that the manifest names: no registry is asked for it, but its digest lets nothing else through. */
export function verifyImages({ manifest }: Pick<FoundRelease, 'manifest'>): readonly VerifiedItem[] {
  if (manifest?.ok !== true) return [];
  return manifest.content.images.map((image) => ({
    subject: `image ${image.reference}`,
    verdict: 'not checked',
    message: `no registry was asked; pull ${pullReference(image)}, which is what was released`,
  }));
}
