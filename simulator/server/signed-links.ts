import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import type { StoredBlob } from '../blobs.ts';

/** What a link leads to, and under which name and media type it is sent. */
export interface Download {
  readonly blob: StoredBlob;
  readonly fileName: string;
  readonly contentType: string;
}

/** Addresses that carry their own permission and expire, as those of GitHub's blob storage do. */
export class SignedLinks {
  readonly #key = randomBytes(32);
  readonly #downloads = new Map<string, Download>();

  /** A path and query that gives the download for so many seconds, to whoever has it. */
  make(id: number, download: Download, seconds: number): string {
    this.#downloads.set(String(id), download);
    const expires = Date.now() + seconds * 1000;
    return `/_blobs/${id}?expires=${expires}&signature=${this.#sign(String(id), String(expires))}`;
  }

  /** The download, or undefined where the signature is wrong or its time is over. */
  open(id: string, query: URLSearchParams): Download | undefined {
    const expires = query.get('expires') ?? '';
    const signature = Buffer.from(query.get('signature') ?? '');
    const expected = Buffer.from(this.#sign(id, expires));
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return undefined;
    return Number(expires) > Date.now() ? this.#downloads.get(id) : undefined;
  }

  #sign(id: string, expires: string): string {
    return createHmac('sha256', this.#key).update(`${id}\n${expires}`).digest('hex');
  }
}
