import { isObject } from '../routes/fields.ts';
import type { Answer } from '../server/answer.ts';
import type { Description, Place } from './description.ts';
import type { Problem, SchemaChecker } from './schema-checker.ts';

/** What is wrong with an answer's status and body. */
export function responseProblems(
  description: Description,
  checker: SchemaChecker,
  operation: Place,
  answer: Answer,
): Problem[] {
  const { status, body, mediaType } = answer;
  if (mediaType !== undefined) return []; // only JSON is described
  const response = description.below(operation, 'responses', String(status));
  const schema = response && description.below(response, 'content', 'application/json', 'schema');
  const expected = schema ?? errorSchema(description, answer);
  if (expected !== undefined) return checker.problems(expected, body);
  // GitHub answers 304 to every conditional request, and describes it for few.
  if (response === undefined && status !== 304) return [{ field: 'status', message: `${status} is not described` }];
  return body === undefined ? [] : [{ field: '', message: `a body is not described for ${status}` }];
}

/** GitHub describes few refusals, and few redirects of a renamed repository: those that it doesn't are held to the two forms that all of them have. */
function errorSchema(description: Description, { status, body }: Answer): Place | undefined {
  if (status < 400 && status !== 301 && status !== 307) return undefined;
  const namesFields = isObject(body) && 'errors' in body;
  return description.at('components', 'schemas', namesFields ? 'validation-error' : 'basic-error');
}
