/** An actions run, as the program knows it by name. */
export interface ActionsRunRef {
  readonly owner: string;
  readonly name: string;
  readonly id: number;
  readonly attempt: number;
  /** The page that a person can open. */
  readonly url: string;
}

/** What one look at an actions run showed: GitHub's words as they are, so that new ones arrive unharmed. */
export interface RunReport {
  readonly run: ActionsRunRef;
  readonly status: string;
  readonly conclusion: string | null;
  readonly headCommit: string;
  /** File name of its actions workflow. */
  readonly workflow: string;
  /** Jobs and artifacts are read once the run is completed and where they will be judged, and empty else. */
  readonly jobs: readonly JobReport[];
  readonly artifacts: readonly ArtifactReport[];
  /** The environments whose approval it waits for; read while its status is `waiting`. */
  readonly environments: readonly string[];
}

export interface JobReport {
  readonly name: string;
  readonly conclusion: string | null;
  /** Whether a runner ever took it. */
  readonly hadRunner: boolean;
  /** What a runner must have to take it. */
  readonly labels: readonly string[];
}

export interface ArtifactReport {
  readonly id: number;
  readonly name: string;
  /** Bytes of the stored archive. */
  readonly size: number;
  /** `sha256:<hex>` of the stored archive; `null` from actions that are too old to say. */
  readonly digest: string | null;
  readonly expired: boolean;
}

/** An actions run as lists show it: GitHub's words as they are. */
export interface ActionsRun {
  readonly id: number;
  /** `owner/name` of where it runs, as it is called now. */
  readonly repository: string;
  readonly attempt: number;
  readonly url: string;
  /** The `run-name`, or what GitHub makes up without one. */
  readonly title: string;
  readonly event: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly headCommit: string;
  readonly headBranch: string;
  /** Whether the head commit comes from another repository, as that of a fork's pull request does. */
  readonly fromFork: boolean;
  /** File name of its actions workflow. */
  readonly workflow: string;
  readonly actor: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** An actions run that belongs to a build attempt without being its build. */
export interface RelatedRun {
  readonly run: ActionsRunRef;
  /** File name of its actions workflow. */
  readonly workflow: string;
  /** `surplus`: GitHub made it beside the build's own, and it was cancelled. `other-workflow`: the same dispatch started it. */
  readonly because: 'surplus' | 'other-workflow';
}
