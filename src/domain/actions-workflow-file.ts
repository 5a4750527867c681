/** What an actions workflow says of itself, as far as a dispatch is concerned. */
export interface ActionsWorkflowFile {
  /** The template of its runs' titles; `null` where GitHub makes one up. */
  readonly runName: string | null;
  /** Inputs of `workflow_dispatch`; `null` where it can't be dispatched that way. */
  readonly inputs: readonly DeclaredInput[] | null;
  /** Event types of `repository_dispatch`, `any` where it names none; `null` where it doesn't listen. */
  readonly eventTypes: readonly string[] | 'any' | null;
  readonly jobs: readonly DeclaredJob[];
}

export interface DeclaredInput {
  readonly name: string;
  /** Whether GitHub refuses a dispatch without it. */
  readonly required: boolean;
}

export interface DeclaredJob {
  readonly id: string;
  /** The labels of `runs-on`; `null` where an expression decides, or another actions workflow is called. */
  readonly labels: readonly string[] | null;
}

/** Labels by which jobs ask for a runner of their own, each set once. Only what says so is counted: GitHub may host runners of any other label. */
export function selfHostedLabels({ jobs }: ActionsWorkflowFile): readonly (readonly string[])[] {
  const sets = jobs.flatMap(({ labels }) => (labels?.some(isSelfHosted) === true ? [labels] : []));
  return [...new Map(sets.map((labels) => [labels.join(','), labels])).values()];
}

function isSelfHosted(label: string): boolean {
  return label.toLowerCase() === 'self-hosted';
}
