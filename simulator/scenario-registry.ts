/** A package of the registry, and the actions workflow whose successful runs publish it. */
export interface PackageScenario {
  readonly name: string;
  /** `owner/name` of the repository that it is published from. */
  readonly repository: string;
  /** Path of the actions workflow. */
  readonly workflow: string;
  /** What version a run publishes; may hold the same expressions as a run name. */
  readonly version: string;
  /** How many seconds after the run's end the registry shows it; none unless given. */
  readonly lagSeconds?: number;
  /** Versions that are there from the start. */
  readonly published?: readonly string[];
}
