import { appendFile, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AuditEntry, AuditTrail } from '../../domain/access/audit-trail.ts';
import { maskSecrets } from '../../telemetry/mask.ts';

const NEW_LINE = 0x0a;

/**
 * The audit trail as a file of JSON lines that only grows; each is on the disk before the change that it tells of is made.
 * Throws where the file can't be written.
 */
export async function openAuditFile(path: string): Promise<AuditTrail> {
  await mkdir(dirname(path), { recursive: true });
  let torn = await endsTorn(path);
  let last: Promise<unknown> = Promise.resolve();
  const append = async (entry: AuditEntry) => {
    const line = `${torn ? '\n' : ''}${JSON.stringify(entry, maskedText)}\n`;
    // Whatever stops us halfway, the next line begins as one.
    torn = true;
    await appendFile(path, line, { mode: 0o600, flush: true });
    torn = false;
  };
  return {
    record(entry) {
      const recorded = last.then(() => append(entry));
      last = recorded.catch(() => undefined);
      return recorded;
    },
  };
}

/** Masked text by text: over the whole line, a pattern could swallow quotation marks. */
function maskedText(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? maskSecrets(value) : value;
}

/** Whether the file ends in the midst of a line, as a crash can leave it. It is there from then on. */
async function endsTorn(path: string): Promise<boolean> {
  const file = await open(path, 'a+', 0o600);
  try {
    const { size } = await file.stat();
    if (size === 0) return false;
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] !== NEW_LINE;
  } finally {
    await file.close();
  }
}
