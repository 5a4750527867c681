/** A request to the API. `at` is in milliseconds since the epoch, with fractions; `status` is 0 until it is answered, and stays 0 where it never is. */
export interface RequestRecord {
  readonly at: number;
  readonly method: string;
  /** The path as it was asked, with its query. */
  readonly path: string;
  /** GitHub's operation id, such as `repos/create-dispatch-event`; empty where the simulator knows no such route. */
  readonly operation: string;
  readonly pathTemplate: string;
  /** `owner/name`, where the path has one. */
  readonly repository?: string;
  /** What was sent as JSON, with secrets masked; files aren't kept. */
  readonly body?: unknown;
  readonly status: number;
}

/** One post of a webhook to one address. `status` is 0 until it is answered, and stays 0 where nobody answered in time. */
export interface Delivery {
  /** The GUID in `x-github-delivery`: the same when it is delivered again. */
  readonly id: string;
  readonly event: string;
  readonly action?: string;
  /** None where the event is about none, as a `ping` is. */
  readonly repository?: string;
  readonly url: string;
  readonly at: number;
  readonly status: number;
  readonly redelivery: boolean;
}

/** An actions run as it is now; times are those of its latest attempt but for `createdAt`, in milliseconds since the epoch. */
export interface RunRecord {
  readonly id: number;
  readonly repository: string;
  readonly path: string;
  readonly event: string;
  readonly displayTitle: string;
  readonly headSha: string;
  readonly status: string;
  readonly conclusion: string | null;
  readonly attempt: number;
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly completedAt?: number;
}

/** What a job wrote. */
export interface JobLog {
  readonly job: string;
  readonly lines: readonly string[];
}

/** A release, published or draft, with its files. */
export interface ReleaseRecord {
  readonly id: number;
  readonly tag: string;
  readonly name: string;
  readonly body: string;
  readonly draft: boolean;
  readonly prerelease: boolean;
  readonly immutable: boolean;
  readonly target: string;
  readonly url: string;
  readonly assets: readonly AssetRecord[];
}

/** A file of a release; size in bytes, digest as `sha256:<hex>`. */
export interface AssetRecord {
  readonly name: string;
  readonly size: number;
  readonly digest: string | null;
  readonly state: string;
  readonly url: string;
}

/** Something that GitHub's own description doesn't allow: who sent it, where in it, and what is wrong. */
export interface Violation {
  readonly direction: 'request' | 'response' | 'webhook';
  readonly operation: string;
  readonly path: string;
  readonly field: string;
  readonly message: string;
}
