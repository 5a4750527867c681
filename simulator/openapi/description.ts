import { isObject } from '../routes/fields.ts';

/** A place in a description, and where it really is once references are followed: a JSON pointer, as in `#/components/schemas/job`. */
export interface Place {
  readonly pointer: string;
  readonly node: Readonly<Record<string, unknown>>;
}

/** One of GitHub's descriptions as a tree that can be walked by key. */
export class Description {
  readonly root: Readonly<Record<string, unknown>>;

  constructor(root: Readonly<Record<string, unknown>>) {
    this.root = root;
  }

  /** The object at a path of keys, references followed on the way; undefined where there is none. */
  at(...keys: readonly string[]): Place | undefined {
    return this.below({ pointer: '#', node: this.root }, ...keys);
  }

  /** The object below another. */
  below(place: Place, ...keys: readonly string[]): Place | undefined {
    let current: Place | undefined = place;
    for (const key of keys) {
      if (current === undefined) return undefined;
      const child: unknown = Array.isArray(current.node) ? current.node[Number(key)] : current.node[key];
      current = this.#follow(child, `${current.pointer}/${escapeKey(key)}`);
    }
    return current;
  }

  /** The objects in the list below another. */
  items(place: Place, key: string): Place[] {
    const list = place.node[key];
    if (!Array.isArray(list)) return [];
    return list.flatMap((item, index) => this.#follow(item, `${place.pointer}/${key}/${index}`) ?? []);
  }

  #follow(node: unknown, pointer: string): Place | undefined {
    if (!isObject(node)) return undefined;
    const reference = node['$ref'];
    if (typeof reference !== 'string') return { pointer, node };
    const keys = reference.replace(/^#\//, '').split('/').map(unescapeKey);
    return this.at(...keys);
  }
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescapeKey(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}
