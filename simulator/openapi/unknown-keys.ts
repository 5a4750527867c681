import { isObject } from '../routes/fields.ts';
import type { Description, Place } from './description.ts';

/** The keys of a value that its schema doesn't name, as pointers into the value. GitHub's schemas are open, so that misspelt keys pass otherwise. */
export function unknownKeys(description: Description, schema: Place, value: unknown, at = ''): string[] {
  const schemas = alternatives(description, schema);
  if (Array.isArray(value)) {
    const items = schemas.flatMap((place) => description.below(place, 'items') ?? []);
    return value.flatMap((item, index) => inAll(description, items, item, `${at}/${index}`));
  }
  if (!isObject(value) || schemas.some(isFreeForm)) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const known = schemas.flatMap((place) => description.below(place, 'properties', key) ?? []);
    return known.length === 0 ? [`${at}/${key}`] : inAll(description, known, child, `${at}/${key}`);
  });
}

/** Unknown is what none of the schemas that may apply knows. */
function inAll(description: Description, schemas: readonly Place[], value: unknown, at: string): string[] {
  const [first = [], ...others] = schemas.map((schema) => unknownKeys(description, schema, value, at));
  return first.filter((key) => others.every((keys) => keys.includes(key)));
}

/** The schema and all that it is combined of. */
function alternatives(description: Description, schema: Place): Place[] {
  const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => description.items(schema, key));
  return [schema, ...parts.flatMap((part) => alternatives(description, part))];
}

/** An object that may hold anything: it says so, or it says nothing of what it holds. */
function isFreeForm({ node }: Place): boolean {
  const more = node['additionalProperties'];
  if (more === true || isObject(more)) return true;
  const isCombined = 'allOf' in node || 'anyOf' in node || 'oneOf' in node;
  const mayBeObject = node['type'] === undefined || [node['type']].flat().includes('object');
  return mayBeObject && !isCombined && !('properties' in node) && more !== false;
}
