import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, request as ask, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { GitHub } from '../../src/github/port.ts';
import { unpaced } from '../github/support/simulated.ts';

/** What is downloaded in the place of what builds have left. */
export interface Substitutes {
  /** Bytes by the artifact's name. */
  readonly artifacts: Readonly<Record<string, Buffer>>;
  /** `upload`: GitHub announces the digest of these bytes. `download`: that of what the build left. */
  readonly damagedBy: 'upload' | 'download';
  /** How many downloads get them, in all; every one unless given. */
  readonly times?: number;
}

/** Starts a server that stands before a GitHub and changes nothing else. Gives the way to the GitHub of that address through it. */
export async function startSubstituting(substitutes: Substitutes): Promise<(url: string) => GitHub> {
  const detour = new Detour(substitutes);
  const server = createServer((request, response) => {
    detour.pass(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return (url) => {
    detour.target = url;
    const credentials = { type: 'token', token: 'a-token-of-the-tests' } as const;
    return unpaced(`http://127.0.0.1:${port}`, { credentials });
  };
}

class Detour {
  target = '';
  readonly #substitutes: Substitutes;
  readonly #byId = new Map<string, Buffer>();
  #left: number;

  constructor(substitutes: Substitutes) {
    this.#substitutes = substitutes;
    this.#left = substitutes.times ?? Infinity;
  }

  async pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const served = this.#byId.get(/^\/substitutes\/(\d+)$/.exec(path)?.[1] ?? '');
    if (served !== undefined) {
      response.writeHead(200, { 'content-length': served.length }).end(served);
      return;
    }
    const [, id = ''] = /\/actions\/artifacts\/(\d+)\/zip$/.exec(path) ?? [];
    if (this.#byId.has(id) && this.#left > 0) {
      this.#left -= 1;
      response.writeHead(302, { location: `/substitutes/${id}` }).end();
      return;
    }
    const answer = await this.#ask(request);
    const { statusCode = 502, headers } = answer;
    if (!/\/runs\/\d+\/artifacts/.test(path)) {
      answer.pipe(response.writeHead(statusCode, headers));
      return;
    }
    // A length that no longer fits is left to Node.
    response.statusCode = statusCode;
    response.setHeader('content-type', headers['content-type'] ?? '').end(this.#announce(await text(answer)));
  }

  #ask(request: IncomingMessage): Promise<IncomingMessage> {
    const { method = 'GET', headers, url = '' } = request;
    return new Promise((resolve, reject) => {
      request.pipe(ask(`${this.target}${url}`, { method, headers }, resolve).once('error', reject));
    });
  }

  #announce(body: string): string {
    const list = JSON.parse(body) as { readonly artifacts: readonly ArtifactAnswer[] };
    const artifacts = list.artifacts.map((artifact) => {
      const bytes = this.#substitutes.artifacts[artifact.name];
      if (bytes === undefined) return artifact;
      this.#byId.set(String(artifact.id), bytes);
      if (this.#substitutes.damagedBy === 'download') return artifact;
      const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
      return { ...artifact, size_in_bytes: bytes.length, digest };
    });
    return JSON.stringify({ ...list, artifacts });
  }
}

interface ArtifactAnswer {
  readonly id: number;
  readonly name: string;
}
