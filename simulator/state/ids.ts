/** Numbers for everything that has an id. They don't fit into 32 bits, as those of GitHub's runs don't. */
export class Ids {
  #last = 20_000_000_000;

  next(): number {
    this.#last += 1;
    return this.#last;
  }
}

/** A node id: opaque to clients, so made of what it stands for. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url');
}
