import { hash } from 'node:crypto';
import { imageChecksums } from '../../domain/release/images.ts';
import type { Publication } from '../../domain/release/publication.ts';

/** The UUID of a bill of materials, as a URN: the same for the same train, files and images, and for no others. */
export function serialNumber({ train, files, images }: Publication): string {
  const named = [...files, ...imageChecksums(images)].map(({ name, sha256 }) => [name, sha256]);
  const digest = hash('sha256', JSON.stringify([train, ...named]));
  // Version 8, and the variant, stand at fixed places (RFC 9562, section 5.8).
  const version = `8${digest.slice(12, 15)}`;
  const variant = `a${digest.slice(15, 18)}`;
  return `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-${version}-${variant}-${digest.slice(18, 30)}`;
}
