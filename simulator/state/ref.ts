/** A branch (`heads`) or a tag. */
export interface Ref {
  readonly kind: 'heads' | 'tags';
  readonly name: string;
}

/** The ref of a full name such as `refs/tags/v1.0.0`; undefined for any other: the simulator has branches and tags only. */
export function parseRef(text: string): Ref | undefined {
  const [, kind, name] = /^refs\/(heads|tags)\/(.+)$/.exec(text) ?? [];
  if (name === undefined) return undefined;
  return { kind: kind === 'heads' ? 'heads' : 'tags', name };
}

/** The full name of a ref, such as `refs/heads/main`. */
export function fullRef({ kind, name }: Ref): string {
  return `refs/${kind}/${name}`;
}
