/** A GitHub App. Its installation tokens are accepted beside the scenario's own; each may only do what its permissions say. */
export interface AppScenario {
  readonly id: number;
  /** Its login is `<slug>[bot]`. */
  readonly slug: string;
  /** PEM of the public half of the key that it signs with. */
  readonly publicKey: string;
  readonly installations: readonly InstallationScenario[];
  /** How long its tokens live, in seconds; an hour unless given. */
  readonly tokenSeconds?: number;
  /** How many seconds GitHub's clock is ahead of this machine's. */
  readonly clockSkewSeconds?: number;
}

/** Where an App is installed and what it may do there. */
export interface InstallationScenario {
  readonly id: number;
  /** Login of the organisation or person. */
  readonly account: string;
  /** Such as `{ actions: 'write', contents: 'write', metadata: 'read' }`. */
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  /** Names of the repositories it covers; all of the account unless given. */
  readonly repositories?: readonly string[];
}

/** What becomes of deliveries on their way: nothing of it unless given. */
export interface DisturbedDeliveries {
  /** Every nth delivery is never sent; 1 loses all. It is in the delivery log as failed. */
  readonly loseEvery?: number;
  /** Every delivery is sent twice, with the same GUID. */
  readonly double?: boolean;
  /** Every delivery is sent this many seconds late. */
  readonly lateSeconds?: number;
  /** Deliveries are gathered by so many and sent in the opposite order; what is left over is sent after a second. */
  readonly reverseBy?: number;
}

/** A self-hosted runner: a job whose labels no online runner has waits in the queue. */
export interface RunnerScenario {
  readonly name: string;
  readonly labels: readonly string[];
  readonly online: boolean;
}
