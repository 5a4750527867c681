import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Stage } from '../stage/stage.ts';

/** A webhook as it is sent; signed before anything is measured, since that is GitHub's work. */
export interface SignedPush {
  readonly delivery: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string;
}

/** Sends signed pushes over connections that stay open, as GitHub's own senders do. */
export class PushSender {
  readonly #agent: Agent;
  readonly #webhooks: Stage['webhooks'];

  constructor(webhooks: Stage['webhooks'], senders: number) {
    this.#webhooks = webhooks;
    this.#agent = new Agent({ keepAlive: true, maxSockets: senders });
  }

  /** A webhook that tells of a push to `owner/name`. */
  sign(repository: string, index: number): SignedPush {
    const body = JSON.stringify(pushOf(repository, index));
    const delivery = randomUUID();
    const signature = createHmac('sha256', this.#webhooks.secret).update(body).digest('hex');
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-github-event': 'push',
      'x-github-delivery': delivery,
      'x-hub-signature-256': `sha256=${signature}`,
    };
    return { delivery, headers, body };
  }

  /** Sends it, and resolves with the status of the answer. */
  send({ headers, body }: SignedPush): Promise<number> {
    return new Promise((resolve, reject) => {
      const sending = request(this.#webhooks.url, { method: 'POST', agent: this.#agent, headers }, (answer) => {
        answer.resume();
        answer.once('end', () => {
          resolve(answer.statusCode ?? 0);
        });
      });
      sending.once('error', reject);
      sending.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
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
