import type { IncomingMessage } from 'node:http';

/** The token of a request, in either of the forms that GitHub takes. */
export function bearerToken(request: IncomingMessage): string | undefined {
  return /^(?:bearer|token) (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
