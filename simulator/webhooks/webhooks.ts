import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';

import type { Timers } from '../clock.ts';
import { now } from '../clock.ts';
import type { Journal } from '../journal.ts';
import type { Checks } from '../openapi/checks.ts';
import type { Delivery } from '../records.ts';
import type { WebhookScenario } from '../scenario.ts';
import type { App } from '../state/app.ts';
import type { Ids } from '../state/ids.ts';
import type { Repository } from '../state/repository.ts';
import { audienceOf, withInstallation } from './audience.ts';
import { DeliveryLog } from './delivery-log.ts';
import type { Hook } from './hook.ts';
import { hookHeaders } from './hook-headers.ts';
import type { Letter, Sent, Subject, WebhookEvent } from './letter.ts';
import { eventNames } from './letter.ts';
import { pingPayload } from './ping.ts';
import { noAnswer, post } from './post.ts';
import { Way } from './way.ts';

/** What webhooks need of the world that they are in. */
export interface Surroundings {
  readonly ids: Ids;
  readonly journal: Journal;
  readonly timers: Timers;
  readonly app: App | undefined;
  readonly repositories: ReadonlyMap<string, Repository>;
  readonly checks: Checks | undefined;
}

/** GitHub waits ten seconds for an answer. */
const deadlineMs = 10_000;

/** Posts signed events to those who want them: all at once, each a single time, in no promised order, unless the way there is disturbed. Where there is an App, all hooks are the App's. */
export class Webhooks {
  readonly deliveries: Delivery[] = [];
  readonly log = new DeliveryLog();
  readonly #hooks: Hook[] = [];
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 100 });
  readonly #closed = new AbortController();
  readonly #around: Surroundings;

  constructor(hooks: readonly WebhookScenario[], around: Surroundings) {
    this.#around = around;
    for (const hook of hooks) this.#take(hook);
  }

  /** The address of the first hook: an App has no other. */
  get url(): string | undefined {
    return this.#hooks[0]?.url;
  }

  /** The events that somebody wants. */
  events(): readonly string[] {
    const hooks = this.#hooks;
    return eventNames.filter((event) => hooks.some((hook) => wants(hook, event)));
  }

  /** Adds a hook and greets it with a `ping`, as GitHub does. Throws where the address is none. */
  add(scenario: WebhookScenario): void {
    const hook = this.#take(scenario);
    const subject = { event: 'ping' };
    const payload = pingPayload(hook, this.#around.app?.scenario.id);
    this.#check(subject, payload);
    this.#send(hook, { subject, body: Buffer.from(JSON.stringify(payload)) });
  }

  /** Signs with another secret whatever is sent to that address from now on. Throws where no hook has it. */
  rotateSecret(url: string, secret: string): void {
    const hooks = this.#hooks.filter((hook) => hook.url === url);
    if (hooks.length === 0) {
      const known = this.#hooks.map((hook) => hook.url).join(', ');
      throw new Error(`No webhook goes to ${url}; they go to: ${known || 'nowhere'}.`);
    }
    for (const hook of hooks) hook.secret = secret;
  }

  /** Sends the event to every hook that wants it, without waiting for answers. */
  send(event: WebhookEvent): void {
    const hooks = this.#hooks.filter((hook) => wants(hook, event.event));
    const audience = audienceOf(this.#around, event);
    if (hooks.length === 0 || audience === undefined) return;
    const payload = withInstallation(event.payload(), audience);
    const { event: name, action, repository } = event;
    const subject = { event: name, repository, ...(action === undefined ? {} : { action }) };
    this.#check(subject, payload);
    const letter = { subject, ...audience, body: Buffer.from(JSON.stringify(payload)) };
    for (const hook of hooks) this.#send(hook, letter);
  }

  /** Posts a delivery again: the same GUID and the same body, on an undisturbed way. Resolves when it is answered. */
  async redeliver(sent: Sent): Promise<void> {
    await this.#deliver(sent, 'again');
  }

  close(): void {
    this.#closed.abort();
    this.#agent.destroy();
  }

  #take({ url, secret, events, disturbed = {} }: WebhookScenario): Hook {
    if (!URL.canParse(url)) throw new Error(`A webhook can't be sent to ${url}: give an http address.`);
    const { ids, timers } = this.#around;
    const hook = { id: ids.next(), url, secret, events, way: new Way(disturbed, timers) };
    this.#hooks.push(hook);
    return hook;
  }

  #check({ event, action }: Subject, payload: object): void {
    const { checks, journal } = this.#around;
    journal.violations.push(...(checks?.webhook(event, action, payload) ?? []));
  }

  #send(hook: Hook, letter: Letter): void {
    const sent = { ...letter, hook, guid: randomUUID() };
    hook.way.take(
      () => this.#deliver(sent, 'first'),
      () => this.#deliver(sent, 'lost'),
    );
  }

  /** Never rejects: an address where nobody answers shows as status 0, and so does what was lost. */
  async #deliver(sent: Sent, how: 'first' | 'again' | 'lost'): Promise<void> {
    const { guid, hook, subject, body } = sent;
    const { ids, app, journal } = this.#around;
    const id = ids.next();
    const delivery = { id: guid, ...subject, url: hook.url, at: now(), status: 0, redelivery: how === 'again' };
    this.deliveries.push(delivery);
    const headers = hookHeaders(sent, app?.scenario.id);
    const signal = this.#closed.signal;
    const answer =
      how === 'lost' ? noAnswer : await post(hook.url, { agent: this.#agent, headers, body, deadlineMs, signal });
    delivery.status = answer.status;
    const { at, redelivery } = delivery;
    this.log.add({ id, sent, headers, answer, at, seconds: (now() - at) / 1000, redelivery });
    journal.changed();
  }
}

function wants({ events }: Hook, event: string): boolean {
  return events?.includes(event) ?? true;
}
