import { z } from 'zod';
import type { Environment } from '../../config/environment.ts';
import { EngineError, sentenceOf } from '../../engine/engine-error.ts';

/** An API, and what is shown there. */
export type RemoteApi = NonNullable<Environment['remoteApi']>;

/** What is asked of an API; without a body it is only read. */
interface ApiQuestion {
  readonly path: string;
  readonly body?: unknown;
  /** The same key is the same change, however often it is asked for. */
  readonly key?: string;
}

/** What an API answered, or why it refused: a code such as `unknown-train`, and words. */
export type ApiAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string; readonly detail: string; readonly problems: readonly string[] };

// Longer than the API itself waits for Temporal and the workers.
const PATIENCE_MS = 15_000;

const Refusal = z.looseObject({
  type: z.string().transform((type) => type.replace(/^urn:cascade:problem:/, '')),
  detail: z.string(),
  problems: z.array(z.string()).default([]),
});

/** Asks Cascade's API. Throws an EngineError where it doesn't answer, or can't answer now. */
export async function askApi({ url, token }: RemoteApi, { path, body, key }: ApiQuestion): Promise<ApiAnswer> {
  const headers = {
    accept: 'application/json',
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
    ...(key !== undefined && { 'idempotency-key': key }),
  };
  const asked = { headers, signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' } as const;
  const sent = body === undefined ? asked : { ...asked, method: 'POST', body: JSON.stringify(body) };
  const { status, text } = await fetched(url, path, sent);
  const value = jsonIn(text);
  if (status < 300 && value !== undefined) return { ok: true, value };
  const refusal = Refusal.safeParse(value);
  if (!refusal.success) {
    throw new EngineError(
      `What answers at ${url} with status ${status} is no API of Cascade: check CASCADE_API_URL, and what is in between.`,
    );
  }
  const { type: code, detail, problems } = refusal.data;
  if (status >= 500) throw new EngineError(`Cascade's API at ${url} can't do it now: ${detail}`);
  return { ok: false, code, detail, problems };
}

async function fetched(url: string, path: string, sent: RequestInit): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(`${url}${path}`, sent);
    return { status: response.status, text: await response.text() };
  } catch (error) {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new EngineError(
      `Cascade's API can't be reached at ${url} (${sentenceOf(cause)}): check that it runs there, and CASCADE_API_URL.`,
      { cause: error },
    );
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
