import { z } from 'zod';
import type { EventOf } from '../domain/github-event.ts';
import { RepositoryWithBranch, Sender, text } from './webhooks-fields.ts';

// People and programs write what is in it, so whatever isn't understood counts as not said.
const Payload = z.record(z.string(), z.unknown()).catch({});
const Marked = z.object({ cascade: z.object({ marker: z.string() }) });

/** A `repository_dispatch` that is no report. */
export const DispatchEvent = z
  .object({ action: text(255), client_payload: Payload, repository: RepositoryWithBranch, sender: Sender })
  .transform(({ action, client_payload: payload, repository, sender }): EventOf<'dispatch'> => ({
    type: 'dispatch',
    ...repository,
    eventType: action,
    payload,
    marker: Marked.safeParse(payload).data?.cascade.marker ?? '',
    sender,
  }));
