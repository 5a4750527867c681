import { now, timestamp } from '../clock.ts';
import type { Hook } from './hook.ts';

/** How GitHub greets a new hook. */
export function pingPayload({ id, url, events = ['*'] }: Hook, appId: number | undefined): object {
  const at = timestamp(now());
  return {
    zen: 'Anything added dilutes everything else.',
    hook_id: id,
    hook: {
      type: appId === undefined ? 'Organization' : 'App',
      id,
      name: 'web',
      active: true,
      events,
      config: hookConfig(url),
      created_at: at,
      updated_at: at,
      ...(appId === undefined ? {} : { app_id: appId }),
    },
  };
}

/** How a hook is set up, as GitHub shows it: never with its secret. */
export function hookConfig(url: string): object {
  return { url, content_type: 'json', secret: '********', insecure_ssl: '0' };
}
