import { RequestError } from '@octokit/request-error';

/** What the API refused: the error that Octokit throws. Fails where nothing was refused. */
export async function refusal(request: Promise<unknown>): Promise<RequestError> {
  try {
    await request;
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
  throw new Error('The request was expected to be refused, and was accepted');
}
