/** Inputs of a job that calls another actions workflow, each as the text that stands behind its name. */
export type Inputs = Readonly<Record<string, string | number>>;

/** What stands for "nothing beside it"; it is what the reusable actions workflows take by default. */
const NOTHING = "'[]'";

/** The `with:` of a job that calls another actions workflow, without what is the default there. */
export function withInputs(inputs: Inputs): readonly string[] {
  const lines = Object.entries(inputs).filter(([, value]) => value !== NOTHING);
  return ['    with:', ...lines.map(([name, value]) => `      ${name}: ${value}`)];
}
