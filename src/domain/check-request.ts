import { type Chain, repositoryOf } from './chain.ts';
import { allValues, type ParameterChoice } from './expected-artifacts.ts';
import type { CheckedRequest } from './train-request.ts';
import type { TrainRequest } from './trigger.ts';

/** Checks the names in a request against its chain, and fills in the parameters that it leaves open. */
export function checkRequest(chain: Chain, request: TrainRequest): CheckedRequest {
  const problems = [...badRepositories(chain, request), ...unknownParameters(chain, request.parameters)];
  if (request.kind !== 'cascade' && chain.release === null) {
    problems.push(`chain ${chain.name} publishes no releases: its configuration has no "release"`);
  }
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, request: { ...request, parameters: { ...allValues(chain.parameters), ...request.parameters } } };
}

function badRepositories(chain: Chain, request: TrainRequest): string[] {
  const field = request.kind === 'cascade' ? 'changed' : 'refs';
  const names =
    request.kind === 'cascade' ? request.changed.map(({ repository }) => repository) : Object.keys(request.refs);
  const known = chain.repositories.map(({ alias }) => alias).join(', ');
  const unknown = names
    .filter((alias) => repositoryOf(chain, alias) === undefined)
    .map((alias) => `${field}: chain ${chain.name} has no repository "${alias}"; it has ${known}`);
  const twice = names
    .filter((alias, index) => names.indexOf(alias) < index)
    .map((alias) => `changed: "${alias}" is named twice; a train builds it at one commit`);
  return [...unknown, ...twice];
}

function unknownParameters(chain: Chain, choice: ParameterChoice): string[] {
  return Object.entries(choice).flatMap(([name, values]) => {
    const parameter = chain.parameters.find((candidate) => candidate.name === name);
    if (parameter === undefined) {
      const known = chain.parameters.map((candidate) => candidate.name).join(', ') || 'none';
      return [`parameters: chain ${chain.name} has no parameter "${name}"; it has ${known}`];
    }
    if (values.length === 0) return [`parameters.${name}: at least one of ${parameter.values.join(', ')}`];
    return values
      .filter((value) => !parameter.values.includes(value))
      .map((value) => `parameters.${name}: "${value}" is none of ${parameter.values.join(', ')}`);
  });
}
