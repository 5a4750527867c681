import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** Stands between Cascade and the simulator, passes all on, and knows what must be kept secret of it. */
export interface Eavesdropper {
  /** Where Cascade is to ask instead. */
  readonly url: string;
  /** Every token that a request was signed with. */
  tokens(): readonly string[];
  /** Every signed address that an answer led to. */
  signedAddresses(): readonly string[];
}

/** Listens in on what is asked of the simulator at that address, until the test ends. */
export async function eavesdrop(simulator: string): Promise<Eavesdropper> {
  const tokens = new Set<string>();
  const addresses = new Set<string>();

  const passOn = (asked: IncomingMessage, answer: ServerResponse) => {
    const [, token] = /^\S+ (.+)$/.exec(asked.headers.authorization ?? '') ?? [];
    if (token !== undefined) tokens.add(token);
    const { method, headers, url = '/' } = asked;
    const onward = request(
      new URL(url, simulator),
      { ...(method === undefined ? {} : { method }), headers },
      (given) => {
        if (given.headers.location?.includes('signature=') === true) addresses.add(given.headers.location);
        answer.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(answer);
      },
    );
    onward.once('error', (error) => answer.destroy(error));
    asked.pipe(onward);
  };

  const server = createServer(passOn).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the eavesdropper has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    tokens: () => [...tokens],
    signedAddresses: () => [...addresses],
  };
}
