import type { Download } from './signed-links.ts';

/** What a route answers; a body is sent as JSON, a page as HTML, a download as it is. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The media type of a body that is text, not JSON. */
  readonly mediaType?: string;
  readonly page?: string;
  readonly download?: Download;
  /** Set where no answer comes: the connection is reset, or stays open until the client gives up. */
  readonly connection?: 'reset' | 'silence';
}

/** No answer but the end of the connection; its status is 0. */
export const connectionReset: Answer = { status: 0, connection: 'reset' };

/** A request that GitHub refuses, thrown from wherever that shows. */
export class Refusal extends Error {
  override name = 'Refusal' as const;
  readonly answer: Answer;

  constructor(status: number, message: string, errors?: readonly FieldError[]) {
    super(message);
    this.answer = {
      status,
      body: {
        message,
        ...(errors === undefined ? {} : { errors }),
        documentation_url: 'https://docs.github.com/rest',
        status: String(status),
      },
    };
  }
}

/** What is wrong with a field, in GitHub's words. */
interface FieldError {
  readonly resource: string;
  readonly code: 'already_exists' | 'custom' | 'invalid' | 'missing_field';
  /** None where it is about the whole. */
  readonly field?: string;
  readonly message?: string;
}

/** GitHub's 422 that names fields. */
export function validationFailed(...errors: readonly FieldError[]): Refusal {
  return new Refusal(422, 'Validation Failed', errors);
}

/** GitHub's 404, which doesn't tell whether the thing is missing or hidden. */
export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}
