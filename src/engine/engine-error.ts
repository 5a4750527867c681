/** A failure to get, start or reach Temporal that a person can mend: the message says what happened, where, and what to check next. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/** The sentence of any thrown value; an error without a message (a refused connection to several addresses) gives its code. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.message !== '') return error.message;
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}
