import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

const LOOPBACK = new BlockList();
LOOPBACK.addSubnet('127.0.0.0', 8);
LOOPBACK.addAddress('::1', 'ipv6');

/** Whether only this machine reaches what listens on that address or name. */
export function isLoopback(host: string): boolean {
  const version = isIP(host);
  return version === 0 ? host === 'localhost' : LOOPBACK.check(host, version === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Whether a program on this machine asks for itself. A proxy here asks for others, and says so in its headers. A page in a
 * browser here is somebody else's program: it shows by its origin, or by the name that led it to this address.
 */
export function isFromThisMachine({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): boolean {
  const { host = '', origin } = headers;
  const proxied = ['forwarded', 'x-forwarded-for', 'via'].some((name) => headers[name] !== undefined);
  const foreign = origin !== undefined && origin !== `http://${host}`;
  return isLoopback(ip) && !proxied && !foreign && isLoopback(nameIn(host));
}

/** The name or address in a Host header, without port and brackets. */
function nameIn(host: string): string {
  return host.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
}
