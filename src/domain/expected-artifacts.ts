import type { ExpectedArtifact, Parameter } from './chain.ts';
import { fillTemplate, placeholders } from './template.ts';

/** The values that a train chose for each parameter of its chain. */
export type ParameterChoice = Readonly<Record<string, readonly string[]>>;

/** Every value of every parameter: what a train has that chose nothing. */
export function allValues(parameters: readonly Parameter[]): ParameterChoice {
  return Object.fromEntries(parameters.map(({ name, values }) => [name, values]));
}

/** How a choice reads in an input: the values, with commas between. */
export function choiceAsInputs(choice: ParameterChoice): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(choice).map(([name, values]) => [name, values.join(',')]));
}

/** The names that must be there: each template filled in, once for every chosen value of the parameters in it. */
export function expectedNames(
  artifacts: readonly ExpectedArtifact[],
  choice: ParameterChoice,
  values: Readonly<Record<string, string>>,
): readonly string[] {
  return artifacts.flatMap(({ name, only }) => {
    const unwanted = Object.keys(only).some((parameter) => chosenValues(parameter, choice, only).length === 0);
    if (unwanted) return [];
    const parameters = placeholders(name).filter((parameter) => Object.hasOwn(choice, parameter));
    return parameters
      .reduce<readonly string[]>(
        (names, parameter) =>
          chosenValues(parameter, choice, only).flatMap((value) =>
            names.map((text) => fillTemplate(text, { [parameter]: value })),
          ),
        [name],
      )
      .map((text) => fillTemplate(text, values));
  });
}

function chosenValues(parameter: string, choice: ParameterChoice, only: ExpectedArtifact['only']): readonly string[] {
  const allowed = Object.hasOwn(only, parameter) ? only[parameter] : undefined;
  return (choice[parameter] ?? []).filter((value) => allowed === undefined || allowed.includes(value));
}
