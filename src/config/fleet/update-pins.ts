import { Document, isScalar, parseDocument } from 'yaml';
import type { ActionPin } from '../../domain/fleet/fleet.ts';

/** Where a pin stands in a `cascade.yml`: the keys that lead to it. */
export type PinPath = readonly string[];

/** A value to be written, and where: the offsets of the one that it replaces. */
interface Change {
  readonly path: PinPath;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The pin at that place of a `cascade.yml`; `null` where the text has none there. */
export function pinAt(text: string, path: PinPath): ActionPin | null {
  const document = parseDocument(text);
  const [commit, version] = ['commit', 'version'].map((field): unknown => document.getIn([...path, field]));
  return typeof commit === 'string' && typeof version === 'string' ? { commit, version } : null;
}

/**
 * Puts other pins into the text of a `cascade.yml` and leaves every other byte as it is. Throws where a place is missing,
 * or isn't a plain text.
 */
export function updatePins(
  text: string,
  updates: readonly { readonly path: PinPath; readonly pin: ActionPin }[],
): string {
  const document = parseDocument(text);
  const placed = updates.flatMap(({ path, pin }): Change[] =>
    (['commit', 'version'] as const).map((field) => {
      const node = document.getIn([...path, field], true);
      const range = isScalar(node) ? (node.range ?? null) : null;
      if (range === null) throw new Error(`${path.join('.')}.${field} is no text of its own; write it by hand`);
      return { path: [...path, field], value: pin[field], start: range[0], end: range[1] };
    }),
  );
  const updated = placed.toSorted((a, b) => b.start - a.start).reduce(spliced, text);
  // Without aliases, through which a change at one place would be one at others too.
  const expected = new Document(JSON.parse(JSON.stringify(document)));
  for (const { path, value } of placed) expected.setIn(path, value);
  if (JSON.stringify(parseDocument(updated)) !== JSON.stringify(expected)) {
    throw new Error('other values of the file would change with the pins; write them by hand');
  }
  return updated;
}

/** In the quotes that were there; where there were none, in some if it would not be a text without. */
function spliced(text: string, { value, start, end }: Change): string {
  const [quote = ''] = /^['"]/.exec(text.slice(start, end)) ?? [];
  const isText = quote !== '' || parseDocument(value).toJS() === value;
  return `${text.slice(0, start)}${isText ? `${quote}${value}${quote}` : `'${value}'`}${text.slice(end)}`;
}
