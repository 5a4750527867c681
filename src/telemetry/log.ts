import { Writable } from 'node:stream';
import { type Level, type Logger, pino } from 'pino';
import { maskSecrets } from './mask.ts';

export type Log = Logger;

// Temporal calls it `error` where pino would expect `err`, and an Error has nothing that JSON shows.
const serializers = { error: pino.stdSerializers.err };

/** A log of JSON lines on standard error, so that a command's own output stays clean. Secrets are masked in every line. */
export function makeLog(level: Level | 'silent', destination: Writable = process.stderr): Log {
  const masked = new Writable({
    write(chunk: Buffer, _encoding, done) {
      destination.write(maskSecrets(chunk.toString()), done);
    },
  });
  return pino({ level, base: { pid: process.pid }, serializers }, masked);
}
