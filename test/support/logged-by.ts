import { Writable } from 'node:stream';
import { type Log, makeLog } from '../../src/telemetry/log.ts';

/** A real log, and the lines that came of it. */
export function loggedBy(): { readonly log: Log; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  return { log: makeLog('info', destination), lines };
}
