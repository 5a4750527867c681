import { createWriteStream } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { pipeline } from 'node:stream/promises';

const ANSWER_TIMEOUT_MS = 5_000;
const SILENCE_TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 5;

/** A GET: through the proxies that `env` names (HTTPS_PROXY, NO_PROXY, ...), ended by `signal`. */
interface DownloadOptions {
  env: NodeJS.ProcessEnv;
  signal: AbortSignal | undefined;
}

/** Opens a GET and follows redirects, never from https down to http. Throws within seconds if nobody answers, or if the answer isn't 200. */
export async function openDownload(address: URL, options: DownloadOptions): Promise<http.IncomingMessage> {
  let url = address;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const response = await get(url, options);
    if (response.statusCode === 200) return response;
    response.destroy();
    const location = response.headers.location;
    if (location === undefined) throw new Error(`${url.host} answered with status ${String(response.statusCode)}`);
    const next = new URL(location, url);
    if (url.protocol === 'https:' && next.protocol !== 'https:') throw new Error(`${url.host} redirects to plain http`);
    url = next;
  }
  throw new Error(`${address.host} redirects more than ${MAX_REDIRECTS} times`);
}

/** Writes the body of a GET to a file; `received` is told the bytes so far and, where the server says it, their total. */
export async function downloadFile(
  address: URL,
  file: string,
  options: DownloadOptions & { received: (bytes: number, total: number | null) => void },
): Promise<void> {
  const response = await openDownload(address, options);
  response.setTimeout(SILENCE_TIMEOUT_MS, () => {
    response.destroy(new Error(`${address.host} sent nothing for ${SILENCE_TIMEOUT_MS / 1000} s`));
  });
  const length = Number(response.headers['content-length']);
  const total = Number.isSafeInteger(length) ? length : null;
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    options.received(bytes, total);
  });
  await pipeline(response, createWriteStream(file), options.signal === undefined ? {} : { signal: options.signal });
}

function get(url: URL, { env, signal }: DownloadOptions): Promise<http.IncomingMessage> {
  const agent = url.protocol === 'https:' ? new https.Agent({ proxyEnv: env }) : new http.Agent({ proxyEnv: env });
  const open = url.protocol === 'https:' ? https.get : http.get;
  return new Promise((resolve, reject) => {
    const request = open(url, { agent, ...(signal === undefined ? {} : { signal }) });
    // A timer of our own, because a socket's time-out does not cover the look-up of the name.
    const patience = setTimeout(() => {
      request.destroy(new Error(`${url.host} did not answer within ${ANSWER_TIMEOUT_MS / 1000} s`));
    }, ANSWER_TIMEOUT_MS);
    request.once('response', (response) => {
      clearTimeout(patience);
      resolve(response);
    });
    request.once('error', (error) => {
      clearTimeout(patience);
      reject(error);
    });
  });
}
