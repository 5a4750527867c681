import { createHash } from 'node:crypto';

/** Git's id of a text as the content of a file. */
export function blobId(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
