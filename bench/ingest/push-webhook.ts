import { createHmac, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { Pool } from 'undici';
import type { Stage } from '../stage/stage.ts';

/** A webhook as it is sent; signed before anything is measured, since that is GitHub's work. */
export interface SignedPush {
  readonly delivery: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends signed pushes over connections that are open already, and stay so, as those of GitHub's own senders do. */
export class PushSender {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #secret: string;
  readonly #senders: number;

  constructor({ url, secret }: Stage['webhooks'], senders: number) {
    this.#senders = senders;
    const { origin, pathname } = new URL(url);
    this.#pool = new Pool(origin, { connections: senders });
    this.#path = pathname;
    this.#secret = secret;
  }

  /** Opens a connection for each sender. */
  async open(): Promise<void> {
    const pings = Array.from({ length: this.#senders }, () =>
      this.#sign('ping', { zen: 'Keep it logically awesome.' }),
    );
    await Promise.all(pings.map((ping) => this.send(ping)));
  }

  /** A webhook that tells of a push to `owner/name`. */
  sign(repository: string, index: number): SignedPush {
    return this.#sign('push', pushOf(repository, index));
  }

  #sign(event: string, payload: object): SignedPush {
    const body = JSON.stringify(payload);
    const delivery = randomUUID();
    const signature = createHmac('sha256', this.#secret).update(body).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': delivery,
      'x-hub-signature-256': `sha256=${signature}`,
    };
    return { delivery, headers, body };
  }

  /** Sends it, and resolves with the status of the answer. */
  async send({ headers, body }: SignedPush): Promise<number> {
    const answer = await this.#pool.request({ method: 'POST', path: this.#path, headers, body });
    await answer.body.dump();
    return answer.statusCode;
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}

const EXAMPLES = createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly {
  readonly name: string;
  readonly examples: readonly PushPayload[];
}[];

/** What is changed in an example; the rest is read past. */
interface PushPayload {
  readonly head_commit: object;
  readonly repository: object;
  readonly sender: object;
}

const PEOPLE = 20;

/** As long as those that GitHub sends: one of its own, of another repository, commit and sender. */
function pushOf(fullName: string, index: number) {
  const example = EXAMPLES.find(({ name }) => name === 'push')?.examples[0];
  if (example === undefined) throw new Error('There is no example of a push: check @octokit/webhooks-examples');
  const [owner = '', name = ''] = fullName.split('/');
  const after = (index + 1).toString(16).padStart(40, '0');
  return {
    ...example,
    ref: 'refs/heads/main',
    before: index.toString(16).padStart(40, '0'),
    after,
    created: false,
    deleted: false,
    forced: false,
    head_commit: { ...example.head_commit, id: after, message: `change ${index}` },
    repository: {
      ...example.repository,
      full_name: fullName,
      name,
      owner: { login: owner },
      default_branch: 'main',
      pushed_at: Math.floor(Date.now() / 1000),
    },
    sender: { ...example.sender, login: `person-${index % PEOPLE}` },
  };
}
