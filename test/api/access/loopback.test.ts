import { expect, test } from 'vitest';
import { isFromThisMachine, isLoopback } from '../../../src/api/access/loopback.ts';

test.each(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1', 'localhost'])(
  'only this machine reaches %s',
  (host) => {
    expect(isLoopback(host)).toBe(true);
  },
);

test.each(['0.0.0.0', '::', '192.168.0.1', '::ffff:10.0.0.1', 'cascade.example', '', '127.0.0.1.example'])(
  'others may reach %j',
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);

test.each([
  [{ host: '127.0.0.1:8080' }],
  [{ host: 'localhost' }],
  [{ host: '[::1]:8080' }],
  [{ host: '127.0.0.1:8080', origin: 'http://127.0.0.1:8080' }],
])('a request with the headers %j comes from a program on this machine', (headers) => {
  expect(isFromThisMachine({ ip: '127.0.0.1', headers })).toBe(true);
});

test.each([
  ['from another machine', '10.0.0.7', { host: '127.0.0.1:8080' }],
  ['through a proxy', '127.0.0.1', { host: '127.0.0.1:8080', 'x-forwarded-for': '203.0.113.9' }],
  ['through a proxy of the newer kind', '127.0.0.1', { host: '127.0.0.1:8080', forwarded: 'for=203.0.113.9' }],
  ['from a page of somebody else', '127.0.0.1', { host: '127.0.0.1:8080', origin: 'https://evil.example' }],
  ['from a page that is nowhere', '127.0.0.1', { host: '127.0.0.1:8080', origin: 'null' }],
  ['from a page whose name was bent to this machine', '127.0.0.1', { host: 'evil.example:8080' }],
  ['from who knows where', '127.0.0.1', {}],
])('a request %s does not', (_, ip, headers) => {
  expect(isFromThisMachine({ ip, headers })).toBe(false);
});
