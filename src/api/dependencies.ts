import type { Client } from '@temporalio/client';
import type { LoadedChains } from '../config/load.ts';
import type { AuditTrail } from '../domain/access/audit-trail.ts';
import type { TokenStore } from '../domain/access/token-store.ts';
import type { Seal } from '../domain/approvals/seal.ts';
import type { Log } from '../telemetry/log.ts';

/** What the API acts on. */
export interface ApiDependencies {
  /** It may be unconnected: the API answers 503 until Temporal is there. */
  readonly client: Client;
  readonly namespace: string;
  /** The queue of the workflows; the names of the others derive from it. */
  readonly taskQueue: string;
  /** Reads the configuration anew, so that a change counts from the next request on. */
  readonly loadChains: () => Promise<LoadedChains>;
  /** What a webhook may be signed with, the current secret first. */
  readonly webhookSecrets: readonly string[];
  /** Logins of the accounts that only Cascade uses: what they did, it did itself. */
  readonly self: readonly string[];
  /** Vouches for callers who approve; `null` where there is no secret for it. */
  readonly seal: Seal | null;
  /** Who may call. As long as it is empty, programs on this machine may. */
  readonly tokens: TokenStore;
  readonly audit: AuditTrail;
  readonly log: Log;
  /** Base address of Temporal's web UI, where it is known. */
  readonly temporalUi: string | null;
}
