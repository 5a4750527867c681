import { expect, test } from 'vitest';
import { leaksIn, textIn } from './leaks.ts';

const SECRET = 'open "sesame" & more';

test.each([
  ['as it is', SECRET],
  ['in JSON', JSON.stringify({ message: SECRET })],
  ['in an address', `https://github.test/?word=${encodeURIComponent(SECRET)}`],
  ['in base64', btoa(`${SECRET} and so on`)],
  ['in base64, after one byte', btoa(`1${SECRET} and so on`)],
  ['in base64, after two bytes', btoa(`12${SECRET} and so on`)],
])('a secret is found %s', (_how, text) => {
  const told = [
    { where: 'a log', text: `before ${text} after` },
    { where: 'a page', text: 'nothing' },
  ];
  expect(leaksIn(told, ['another word', SECRET])).toEqual(['secret 1 is told in a log']);
});

test('bytes are read wherever they are, as payloads in a history are', () => {
  const history = { events: [{ input: { payloads: [{ data: new TextEncoder().encode(SECRET) }] } }] };
  expect(textIn(history)).toContain(SECRET);
});
