import { createHmac, randomUUID } from 'node:crypto';
import { Pool } from 'undici';
import type { Stage } from '../stage/stage.ts';

/** A webhook as it is sent; signed before anything is measured, since that is GitHub's work. */
export interface SignedPush {
  readonly delivery: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends signed pushes over connections that stay open, as GitHub's own senders do. */
export class PushSender {
  readonly #pool: Pool;
  readonly #path: string;
  readonly #secret: string;

  constructor({ url, secret }: Stage['webhooks'], senders: number) {
    const { origin, pathname } = new URL(url);
    this.#pool = new Pool(origin, { connections: senders });
    this.#path = pathname;
    this.#secret = secret;
  }

  /** A webhook that tells of a push to `owner/name`. */
  sign(repository: string, index: number): SignedPush {
    const body = JSON.stringify(pushOf(repository, index));
    const delivery = randomUUID();
    const signature = createHmac('sha256', this.#secret).update(body).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'push',
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
