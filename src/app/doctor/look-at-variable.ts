import { readSecret, type Variables } from '../../config/secret-variable.ts';
import type { LookAtVariable } from '../../domain/check-telling.ts';
import { webAddress } from '../../domain/telling/web-address.ts';

/** Looks at the variables that chains name as a worker with this environment would; what they hold is not told. */
export function lookAtVariable(environment: Variables): LookAtVariable {
  return (name, holds) => {
    const problems: string[] = [];
    const value = readSecret(name, environment, problems);
    const [problem] = problems;
    if (problem !== undefined) return problem;
    if (value === null || value === '') return `${name} is not set`;
    return holds === 'secret' || webAddress(value) !== null
      ? null
      : `${name} holds no address that begins with https:// or http://`;
  };
}
