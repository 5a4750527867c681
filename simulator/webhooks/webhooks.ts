import { createHmac, randomUUID } from 'node:crypto';
import { Agent } from 'node:http';

import { now } from '../clock.ts';
import type { Journal } from '../journal.ts';
import type { Checks } from '../openapi/checks.ts';
import type { Delivery } from '../records.ts';
import type { WebhookScenario } from '../scenario.ts';
import type { Ids } from '../state/ids.ts';
import { post } from './post.ts';

/** What happened, and how it is told; the payload is only made if somebody listens. */
export interface WebhookEvent {
  readonly event: string;
  readonly action?: string;
  readonly repository: string;
  readonly payload: () => object;
}

interface Hook extends WebhookScenario {
  readonly id: number;
}

interface Sent {
  readonly hook: Hook;
  readonly event: Omit<WebhookEvent, 'payload'>;
  readonly body: Buffer;
}

/** How many bodies are kept for redelivery: GitHub keeps three days, a bench can't. */
const keptBodies = 1000;

/** GitHub waits ten seconds for an answer. */
const deadlineMs = 10_000;

/** Posts signed events to those who want them: all at once, each a single time, in no promised order. */
export class Webhooks {
  readonly deliveries: Delivery[] = [];
  readonly #hooks: Hook[] = [];
  readonly #sent = new Map<string, Sent>();
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 100 });
  readonly #closed = new AbortController();
  readonly #ids: Ids;
  readonly #journal: Journal;
  readonly #checks: Checks | undefined;

  constructor(hooks: readonly WebhookScenario[], ids: Ids, journal: Journal, checks: Checks | undefined) {
    this.#ids = ids;
    this.#journal = journal;
    this.#checks = checks;
    for (const hook of hooks) this.add(hook);
  }

  /** Throws where the address is none. */
  add(hook: WebhookScenario): void {
    if (!URL.canParse(hook.url)) throw new Error(`A webhook can't be sent to ${hook.url}: give an http address.`);
    this.#hooks.push({ ...hook, id: this.#ids.next() });
  }

  /** Sends the event to every hook that wants it, without waiting for answers. */
  send(event: WebhookEvent): void {
    const hooks = this.#hooks.filter((hook) => hook.events?.includes(event.event) ?? true);
    if (hooks.length === 0) return;
    const payload = event.payload();
    this.#journal.violations.push(...(this.#checks?.webhook(event.event, event.action, payload) ?? []));
    const body = Buffer.from(JSON.stringify(payload));
    for (const hook of hooks) {
      const id = randomUUID();
      this.#keep(id, { hook, event, body });
      this.#deliver(id, { hook, event, body }, false).catch(() => undefined);
    }
  }

  /** Posts a delivery again: the same GUID and the same body. Resolves when it is answered. */
  async redeliver(id: string): Promise<void> {
    const sent = this.#sent.get(id);
    if (sent === undefined) throw new Error(`No delivery ${id} is kept: the last ${keptBodies} are.`);
    await this.#deliver(id, sent, true);
  }

  close(): void {
    this.#closed.abort();
    this.#agent.destroy();
  }

  #keep(id: string, sent: Sent): void {
    this.#sent.set(id, sent);
    if (this.#sent.size <= keptBodies) return;
    const [oldest] = this.#sent.keys();
    if (oldest !== undefined) this.#sent.delete(oldest);
  }

  /** Never rejects: an address where nobody answers shows as status 0. */
  async #deliver(id: string, { hook, event, body }: Sent, redelivery: boolean): Promise<void> {
    const { event: name, action, repository } = event;
    const delivery = {
      id,
      event: name,
      ...(action === undefined ? {} : { action }),
      repository,
      url: hook.url,
      at: now(),
      status: 0,
      redelivery,
    };
    this.deliveries.push(delivery);
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      'user-agent': 'GitHub-Hookshot/0000000',
      'x-github-delivery': id,
      'x-github-event': name,
      'x-github-hook-id': hook.id,
      'x-github-hook-installation-target-type': 'organization',
      'x-github-hook-installation-target-id': this.#hooks.indexOf(hook) + 1,
      'x-hub-signature-256': `sha256=${createHmac('sha256', hook.secret).update(body).digest('hex')}`,
    };
    delivery.status = await post(hook.url, {
      agent: this.#agent,
      headers,
      body,
      deadlineMs,
      signal: this.#closed.signal,
    });
    this.#journal.changed();
  }
}
