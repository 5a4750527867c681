import { isObject } from '../routes/fields.ts';

/**
 * A copy of an OpenAPI 3.0 description with `nullable` said in JSON Schema's own words. ajv knows `nullable`, but
 * throws where no `type` stands beside it, as in 135 of GitHub's schemas.
 */
export function withoutNullable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutNullable);
  if (!isObject(node)) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withoutNullable(value)]));
  if (copy['nullable'] !== true) return copy;
  delete copy['nullable'];
  if (Array.isArray(copy['enum'])) copy['enum'] = [...(copy['enum'] as unknown[]), null];
  if (typeof copy['type'] === 'string') return { ...copy, type: [copy['type'], 'null'] };
  return 'anyOf' in copy || 'oneOf' in copy || 'allOf' in copy ? { anyOf: [copy, { type: 'null' }] } : copy;
}
