import type { ArtifactOrigin, ExpectedArtifact, Parameter } from './chain.ts';
import { fillTemplate, placeholders } from './template.ts';

/** The values that a train chose for each parameter of its chain. */
export type ParameterChoice = Readonly<Record<string, readonly string[]>>;

/** One name, or pattern, under which a train expects something of a repository. */
export interface ExpectedFile {
  readonly source: ArtifactOrigin;
  /** A `*` in it stands for any characters (`matchesName`). */
  readonly name: string;
  /** The value of each parameter that is in the name, or that the artifact exists for alone. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Name of the artifact with the same files built again; where `name` is a pattern, `{artifact}` stays in it for the name that is found. */
  readonly rebuilt: string | null;
  readonly asIs: boolean;
  /** Of the release that it is taken from (see `ExpectedArtifact`). */
  readonly tag: string | null;
}

/** Every value of every parameter: what a train has that chose nothing. */
export function allValues(parameters: readonly Parameter[]): ParameterChoice {
  return Object.fromEntries(parameters.map(({ name, values }) => [name, values]));
}

/** How a choice reads in an input: the values, with commas between. */
export function choiceAsInputs(choice: ParameterChoice): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(choice).map(([name, values]) => [name, values.join(',')]));
}

/** What must be there: each template filled in, once for every chosen value of the parameters in it. */
export function expectedFiles(
  artifacts: readonly ExpectedArtifact[],
  choice: ParameterChoice,
  values: Readonly<Record<string, string>>,
): readonly ExpectedFile[] {
  return artifacts.flatMap((artifact) =>
    parameterSets(artifact, choice).map((parameters) => {
      const filled = { ...values, ...parameters };
      const name = fillTemplate(artifact.name, filled);
      const found = isPattern(name) ? {} : { artifact: name };
      const rebuilt = artifact.rebuilt === null ? null : fillTemplate(artifact.rebuilt, { ...filled, ...found });
      const { source, asIs } = artifact;
      const tag = artifact.tag === null ? null : fillTemplate(artifact.tag, filled);
      return { source, name, parameters, rebuilt, asIs, tag };
    }),
  );
}

/** The names, or patterns, of the artifacts that an actions run must leave. */
export function expectedNames(
  artifacts: readonly ExpectedArtifact[],
  choice: ParameterChoice,
  values: Readonly<Record<string, string>>,
): readonly string[] {
  const ofRuns = artifacts.filter(({ source }) => source === 'actions-artifact');
  return expectedFiles(ofRuns, choice, values).map(({ name }) => name);
}

/** Whether a name stands for others. */
export function isPattern(name: string): boolean {
  return name.includes('*');
}

/** Whether a name is the expected one, in which each `*` stands for any characters, also for none. */
export function matchesName(pattern: string, name: string): boolean {
  const [start = '', ...parts] = pattern.split('*');
  const end = parts.pop();
  if (end === undefined) return name === pattern;
  if (!name.startsWith(start)) return false;
  // The first place that fits leaves the most for the parts after it, so no other has to be tried.
  let reached = start.length;
  for (const part of parts) {
    const found = name.indexOf(part, reached);
    if (found === -1) return false;
    reached = found + part.length;
  }
  return name.length - end.length >= reached && name.endsWith(end);
}

/** The values of an artifact's parameters, once for each combination that the train chose. */
function parameterSets(
  { name, only }: ExpectedArtifact,
  choice: ParameterChoice,
): readonly ExpectedFile['parameters'][] {
  const unwanted = Object.keys(only).some((parameter) => chosenValues(parameter, choice, only).length === 0);
  if (unwanted) return [];
  const alone = Object.entries(only).flatMap(([parameter, [value, ...others]]) =>
    value === undefined || others.length > 0 ? [] : [[parameter, value] as const],
  );
  return placeholders(name)
    .filter((parameter) => Object.hasOwn(choice, parameter))
    .reduce<readonly ExpectedFile['parameters'][]>(
      (sets, parameter) =>
        chosenValues(parameter, choice, only).flatMap((value) => sets.map((set) => ({ ...set, [parameter]: value }))),
      [Object.fromEntries(alone)],
    );
}

function chosenValues(parameter: string, choice: ParameterChoice, only: ExpectedArtifact['only']): readonly string[] {
  const allowed = Object.hasOwn(only, parameter) ? only[parameter] : undefined;
  return (choice[parameter] ?? []).filter((value) => allowed === undefined || allowed.includes(value));
}
