import type { Asked } from '../routes/route.ts';
import type { Description, Place } from './description.ts';
import type { Problem, SchemaChecker } from './schema-checker.ts';

/** What is wrong with a request's path, query and body. */
export function requestProblems(
  description: Description,
  checker: SchemaChecker,
  operation: Place,
  asked: Asked,
): Problem[] {
  const parameters = description.items(operation, 'parameters');
  const find = (where: string, name: string) =>
    parameters.find(({ node }) => node['in'] === where && node['name'] === name);

  const inPlace = (where: string, values: Iterable<[string, string]>) =>
    [...values].flatMap(([name, value]): Problem[] => {
      const parameter = find(where, name);
      const schema = parameter === undefined ? undefined : description.below(parameter, 'schema');
      const field = `${where}.${name}`;
      if (schema === undefined) return [{ field, message: 'is not described' }];
      return checker.problems(schema, typed(value, schema)).map(({ message }) => ({ field, message }));
    });

  const missing = parameters
    .filter(({ node }) => node['in'] === 'query' && node['required'] === true && !asked.query.has(String(node['name'])))
    .map(({ node }) => ({ field: `query.${String(node['name'])}`, message: 'is required' }));

  return [
    ...inPlace('path', pathEntries(asked)),
    ...inPlace('query', asked.query),
    ...missing,
    ...bodyProblems(description, checker, operation, asked.body),
  ];
}

/** The parameters of the path; the router adds an empty one of its own. */
function pathEntries({ parameters }: Asked): [string, string][] {
  return Object.entries(parameters).filter(([name]) => name !== 'end');
}

function bodyProblems(
  description: Description,
  checker: SchemaChecker,
  operation: Place,
  body: Asked['body'],
): Problem[] {
  const isEmpty = Object.keys(body).length === 0;
  const requestBody = description.below(operation, 'requestBody');
  const schema = description.below(operation, 'requestBody', 'content', 'application/json', 'schema');
  if (schema === undefined) {
    return isEmpty ? [] : [{ field: 'body', message: 'is not described: this operation takes no JSON body' }];
  }
  if (isEmpty && requestBody?.node['required'] !== true) return [];
  return checker.problems(schema, body).map(({ field, message }) => ({ field: `body${field}`, message }));
}

/** Text of an address as the type that its schema asks for; text where it may be either. */
function typed(value: string, { node }: Place): unknown {
  if (node['type'] === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if (node['type'] === 'integer' && /^-?\d+$/.test(value)) return Number(value);
  return value;
}
