/** Inputs of a job that calls another actions workflow, each as the text that stands behind its name. */
export type Inputs = Readonly<Record<string, string | number>>;

/** The `with:` of a job that calls another actions workflow. */
export function withInputs(inputs: Inputs): readonly string[] {
  return ['    with:', ...Object.entries(inputs).map(([name, value]) => `      ${name}: ${value}`)];
}
