import { explained } from '../known-exceptions.ts';
import type { Violation } from '../records.ts';
import type { Asked, Route } from '../routes/route.ts';
import type { Answer } from '../server/answer.ts';
import { restChecker, webhookChecker } from './checkers.ts';
import { Description } from './description.ts';
import { readDescription } from './read-description.ts';
import { requestProblems } from './request-problems.ts';
import { responseProblems } from './response-problems.ts';
import { readRestDescription } from './rest-description.ts';
import type { Problem } from './schema-checker.ts';

/** Holds what is said to the simulator, and what it says, to GitHub's own descriptions. */
export interface Checks {
  readonly request: (route: Route, asked: Asked) => readonly Violation[];
  readonly response: (route: Route, path: string, answer: Answer) => readonly Violation[];
  readonly webhook: (event: string, action: string | undefined, payload: object) => readonly Violation[];
}

let loaded: Promise<Checks> | undefined;

/** The checks, loaded once a process: reading takes half a second, and what is compiled stays so. */
export function loadChecks(): Promise<Checks> {
  loaded ??= makeChecks();
  return loaded;
}

async function makeChecks(): Promise<Checks> {
  const { description, operations } = await readRestDescription();
  const rest = restChecker(description);
  const webhookDescription = new Description(
    await readDescription('@octokit/openapi-webhooks/generated/api.github.com.json'),
  );
  const webhooks = webhookChecker(webhookDescription);

  const operationOf = ({ operation }: Route) => {
    const described = operations.get(operation);
    if (described === undefined) throw new Error(`GitHub's description has no operation ${operation}`);
    return described.place;
  };
  return {
    request: (route, asked) =>
      violations(
        'request',
        route.operation,
        asked.url.pathname,
        requestProblems(description, rest, operationOf(route), asked),
      ),
    response: (route, path, answer) =>
      violations('response', route.operation, path, responseProblems(description, rest, operationOf(route), answer)),
    webhook: (event, action, payload) => {
      const name = describedAs(event, action);
      const content = ['post', 'requestBody', 'content', 'application/json', 'schema'];
      const schema = webhookDescription.at('webhooks', name, ...content);
      const problems =
        schema === undefined ? [{ field: '', message: 'is not described' }] : webhooks.problems(schema, payload);
      return violations('webhook', name, '', problems);
    },
  };
}

/** What the description calls a webhook. A repository_dispatch has an action of the sender's own: it is described by an example. */
function describedAs(event: string, action: string | undefined): string {
  if (event === 'repository_dispatch') return 'repository-dispatch-sample.collected';
  return [event, action]
    .filter((part) => part !== undefined)
    .join('-')
    .replaceAll('_', '-');
}

function violations(
  direction: Violation['direction'],
  operation: string,
  path: string,
  problems: readonly Problem[],
): Violation[] {
  return problems
    .map((problem) => ({ direction, operation, path, ...problem }))
    .filter((violation) => !explained(violation));
}
