const responses = new WeakMap<ReadableStream, Response>();

/**
 * Whoever has the body of a response keeps the response, too. Else, where nobody holds the response any more when the
 * garbage collector comes by, fetch cancels a body that nobody reads yet, and it looks empty instead of broken.
 */
export function keptWithBody(response: Response): Response {
  if (response.body !== null) responses.set(response.body, response);
  return response;
}
