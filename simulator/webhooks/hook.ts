import type { WebhookScenario } from '../scenario.ts';
import type { Way } from './way.ts';

/** An address that events are sent to, and the way there. */
export interface Hook {
  readonly id: number;
  readonly url: string;
  readonly events: WebhookScenario['events'];
  readonly way: Way;
  /** Signs what is sent from now on, even if it happened before. */
  secret: string;
}
