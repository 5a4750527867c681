import type { Caller } from './caller.ts';

/** What the audit trail keeps of a change: who asked for what and when, and then what came of it. */
export type AuditEntry = {
  /** Moment in ISO 8601. */
  readonly at: string;
  /** The same in both entries of a change; the log has it as `reqId`. */
  readonly request: string;
  readonly caller: string;
  readonly via: Caller['via'];
  readonly method: string;
  readonly path: string;
} & (
  | { readonly event: 'asked'; readonly body: unknown }
  | {
      readonly event: 'answered';
      /** Status of HTTP. */
      readonly status: number;
      /** What was made, where the answer names it. */
      readonly location: string | null;
    }
);

/** Where it is kept who changed what. */
export interface AuditTrail {
  /** Keeps the entry: once it is done, a crash doesn't lose it. Throws where it can't be kept. */
  record(entry: AuditEntry): Promise<void>;
}
