import { isObject } from '../routes/fields.ts';
import { Description } from './description.ts';
import type { Place } from './description.ts';
import { withoutNullable } from './nullable.ts';
import { readDescription } from './read-description.ts';

/** GitHub's REST description, and each operation in it by id. */
interface RestDescription {
  readonly description: Description;
  readonly operations: ReadonlyMap<string, RestOperation>;
}

/** An operation and the method and path that it is described under. */
interface RestOperation {
  readonly method: string;
  readonly path: string;
  readonly place: Place;
}

/** Reads the REST description (13 MB, a quarter of a second). */
export async function readRestDescription(): Promise<RestDescription> {
  const { paths, components } = await readDescription('@octokit/openapi/generated/api.github.com.json');
  // A third of the file is left out: examples, and webhooks, which have a newer description of their own.
  const { schemas, parameters, responses } = isObject(components) ? components : {};
  const root = withoutNullable({ paths, components: { schemas, parameters, responses } });
  if (!isObject(root) || !isObject(root['paths'])) throw new Error('The description of @octokit/openapi has no paths');
  const description = new Description(root);
  const operations = new Map<string, RestOperation>();
  for (const [path, methods] of Object.entries(root['paths'])) {
    for (const method of Object.keys(isObject(methods) ? methods : {})) {
      const place = description.at('paths', path, method);
      const id = place?.node['operationId'];
      if (place !== undefined && typeof id === 'string') operations.set(id, { method, path, place });
    }
  }
  return { description, operations };
}
