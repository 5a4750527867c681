import { createHmac, randomUUID } from 'node:crypto';
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

function pushOf(repository: string, index: number) {
  const [owner = '', name = ''] = repository.split('/');
  return {
    ref: 'refs/heads/main',
    before: index.toString(16).padStart(40, '0'),
    after: (index + 1).toString(16).padStart(40, '0'),
    created: false,
    deleted: false,
    forced: false,
    commits: [],
    head_commit: { message: `change ${index}` },
    repository: {
      full_name: repository,
      name,
      owner: { login: owner },
      default_branch: 'main',
      pushed_at: Math.floor(Date.now() / 1000),
    },
    sender: { login: 'ada' },
  };
}
