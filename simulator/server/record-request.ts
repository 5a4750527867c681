import { now } from '../clock.ts';
import { masked } from '../masked.ts';
import type { RequestRecord } from '../records.ts';
import type { Route } from '../routes/route.ts';
import type { Match } from '../routes/router.ts';
import type { World } from '../world.ts';

/** A record that is filled in while its request is answered. */
export type OpenRecord = { -readonly [K in keyof RequestRecord]: RequestRecord[K] };

/** Writes down that a request came, the moment that it comes. */
export function recordRequest(world: World, method: string, url: URL, match: Match<Route> | undefined): OpenRecord {
  const { owner, repo } = match?.parameters ?? {};
  const record: OpenRecord = {
    at: now(),
    method,
    path: masked(`${url.pathname}${url.search}`, world.scenario.tokens),
    operation: match?.route.operation ?? '',
    pathTemplate: match?.route.path ?? '',
    ...(owner === undefined || repo === undefined ? {} : { repository: `${owner}/${repo}` }),
    status: 0,
  };
  world.journal.requests.push(record);
  world.journal.changed();
  return record;
}

/** Writes down what a request says: as JSON, or as text where it is none; secrets are masked. */
export function recordBody(world: World, record: OpenRecord, text: string): void {
  if (text === '') return;
  const said = masked(text, world.scenario.tokens);
  try {
    record.body = JSON.parse(said) as unknown;
  } catch {
    record.body = said;
  }
  world.journal.changed();
}
