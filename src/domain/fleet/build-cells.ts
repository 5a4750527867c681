import type { ExpectedArtifact, Parameter } from '../chain.ts';
import { fillTemplate, placeholders } from '../template.ts';
import type { CellArtifact } from './fleet.ts';

/** Artifacts that one job makes, because they belong to the same values of the chain's parameters. */
export interface ArtifactGroup {
  /** For which values of which parameters a train wants them; without a parameter in it, always. */
  readonly when: Readonly<Record<string, readonly string[]>>;
  readonly artifacts: readonly CellArtifact[];
}

/** The artifacts that an actions run must leave, grouped into jobs. `values` fills what is known before any run. */
export function artifactGroups(
  artifacts: readonly ExpectedArtifact[],
  parameters: readonly Parameter[],
  values: Readonly<Record<string, string>>,
): readonly ArtifactGroup[] {
  const groups = new Map<string, ArtifactGroup>();
  for (const artifact of artifacts.filter(({ source }) => source === 'actions-artifact')) {
    for (const when of conditions(artifact, parameters)) {
      const key = JSON.stringify(when);
      const filled = fill(artifact, { ...values, ...single(when) });
      groups.set(key, { when, artifacts: [...(groups.get(key)?.artifacts ?? []), filled] });
    }
  }
  return [...groups.values()];
}

/** Those parameters of a condition that leave no choice, with their value. */
export function single(when: ArtifactGroup['when']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(when).flatMap(([name, [value, ...others]]) =>
      value === undefined || others.length > 0 ? [] : [[name, value]],
    ),
  );
}

/** One condition for each combination of the parameters in the name; parameters in the order of the chain. */
function conditions(
  { name, only }: ExpectedArtifact,
  parameters: readonly Parameter[],
): readonly ArtifactGroup['when'][] {
  const inName = placeholders(name);
  return parameters.reduce<readonly ArtifactGroup['when'][]>(
    (sets, parameter) => {
      const allowed = Object.hasOwn(only, parameter.name) ? only[parameter.name] : undefined;
      if (inName.includes(parameter.name)) {
        const values = parameter.values.filter((value) => allowed?.includes(value) ?? true);
        return sets.flatMap((set) => values.map((value) => ({ ...set, [parameter.name]: [value] })));
      }
      return allowed === undefined ? sets : sets.map((set) => ({ ...set, [parameter.name]: allowed }));
    },
    [{}],
  );
}

function fill({ name, rebuilt }: ExpectedArtifact, values: Readonly<Record<string, string>>): CellArtifact {
  const filled = fillTemplate(name, values);
  return {
    name: filled,
    rebuilt: rebuilt === null ? null : fillTemplate(rebuilt, { ...values, artifact: filled }),
  };
}
