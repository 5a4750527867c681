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
}

export interface JobReport {
  readonly name: string;
  readonly conclusion: string | null;
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
  readonly attempt: number;
  readonly url: string;
  /** The `run-name`, or what GitHub makes up without one. */
  readonly title: string;
  readonly event: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly headCommit: string;
  /** `owner/name` of where the head commit comes from; another one for a fork's pull request. */
  readonly headRepository: string;
  /** File name of its actions workflow. */
  readonly workflow: string;
  readonly actor: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}
