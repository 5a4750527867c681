import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import { isObject } from '../routes/fields.ts';
import { Refusal } from './answer.ts';

/** The body of a request, an empty object where there is none; refuses what isn't a JSON object, as GitHub does. */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  return parseJson(request.method === 'GET' ? '' : await text(request));
}

/** A body as an object; refuses what isn't a JSON object. */
export function parseJson(body: string): Readonly<Record<string, unknown>> {
  if (body === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    if (isObject(value)) return value;
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
  throw new Refusal(400, 'Body should be a JSON object');
}
