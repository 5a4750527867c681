import { z } from 'zod';
import { type ParsedWebhook, parseWebhook } from './webhooks.ts';

const Headers = z.record(z.string(), z.string());
const Body = z.union([z.string(), z.record(z.string(), z.unknown())]);

// A delivery as GitHub's API gives it, with all beside them; or the two alone.
const Delivery = z.union([
  z.object({ request: z.object({ headers: Headers, payload: Body }) }).transform(({ request }) => request),
  z.object({ headers: Headers, payload: Body }),
]);

/**
 * Reads a webhook that somebody kept: a delivery as GitHub's API gives it; or copied from "Recent deliveries", headers and
 * payload below each other; or a payload alone, where the event is named. Nobody signed it, so it proves nothing.
 */
export function parseStoredWebhook(text: string, event: string | undefined): ParsedWebhook {
  const { headers, body } = partsOf(text);
  const named = event === undefined ? {} : { 'x-github-event': event };
  const found = { 'x-github-delivery': 'stored', ...lowerCased(headers), ...named };
  if (!('x-github-event' in found)) return { ok: false, problems: [NO_EVENT] };
  return parseWebhook(found, body);
}

const NO_EVENT =
  'Nothing says which event it is: name it by --event, or keep the header X-GitHub-Event with the payload.';

interface Parts {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function partsOf(text: string): Parts {
  const delivery = Delivery.safeParse(parseJson(text)).data;
  if (delivery !== undefined) {
    const { headers, payload } = delivery;
    return { headers, body: typeof payload === 'string' ? payload : JSON.stringify(payload) };
  }
  const [, above = '', body = text] = /^(.*?)^(\{.*)$/ms.exec(text) ?? [];
  const lines = above.matchAll(/^\s*([A-Za-z][\w-]*):\s*(\S.*?)\s*$/gm);
  return { headers: Object.fromEntries(Array.from(lines, ([, name = '', value = '']) => [name, value])), body };
}

function lowerCased(headers: Parts['headers']): Parts['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
