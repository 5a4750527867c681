import { createHmac } from 'node:crypto';

import type { Sent } from './letter.ts';

/** The headers of a delivery, signed with the secret that its hook has now. */
export function hookHeaders({ guid, hook, subject, body }: Sent, appId: number | undefined): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'Content-Length': String(body.length),
    'User-Agent': 'GitHub-Hookshot/0000000',
    'X-GitHub-Delivery': guid,
    'X-GitHub-Event': subject.event,
    'X-GitHub-Hook-ID': String(hook.id),
    'X-GitHub-Hook-Installation-Target-Type': appId === undefined ? 'organization' : 'integration',
    'X-GitHub-Hook-Installation-Target-ID': String(appId ?? 1),
    'X-Hub-Signature-256': `sha256=${createHmac('sha256', hook.secret).update(body).digest('hex')}`,
  };
}
