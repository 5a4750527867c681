import { z } from 'zod';
import type { EventOf } from '../domain/github-event.ts';

/** The event types by which actions workflows report that they have built something. */
const REPORTS = ['build-complete'] as const;

/** People write what is in it, so whatever isn't understood counts as not said. */
const said = z.string().max(1000).catch('');

// A number in JSON that a program made, and text where an expression of GitHub's stands between quotes.
const RunId = z
  .union([z.number(), z.string().max(20)])
  .transform(Number)
  .pipe(z.int().positive())
  .nullable()
  .catch(null);

const NOTHING_SAID = { repo: '', status: '', workflow_run_id: null, cascade: { marker: '' } };

const ClientPayload = z
  .object({
    repo: said,
    status: said,
    workflow_run_id: RunId,
    cascade: z.object({ marker: said }).catch(NOTHING_SAID.cascade),
  })
  .catch(NOTHING_SAID);

/** A `repository_dispatch` by which an actions workflow reports. */
export const ReportEvent = z
  .object({ client_payload: ClientPayload })
  .transform(({ client_payload: { repo, status, workflow_run_id: runId, cascade } }): EventOf<'build-report'> => ({
    type: 'build-report',
    of: repo,
    marker: cascade.marker,
    status,
    runId,
  }));

/** Most dispatches are none of these: our own, for one. */
export function isReport(body: unknown): boolean {
  return z.object({ action: z.enum(REPORTS) }).safeParse(body).success;
}
