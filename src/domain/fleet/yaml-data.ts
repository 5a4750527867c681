/** A map of a YAML document. */
export type Data = Readonly<Record<string, unknown>>;

/** The map that a value is; an empty one for anything else. */
export function asData(value: unknown): Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

/** The list that a value is; an empty one for anything else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
