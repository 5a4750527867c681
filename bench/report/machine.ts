import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg, totalmem, type } from 'node:os';

/** Where and when something was measured. */
export interface Circumstances {
  /** Cores, memory, operating system and Node. */
  readonly machine: string;
  /** Load of the last minute before the bench began: above zero, something else was running too. */
  readonly loadBefore: number;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
}

/** The circumstances of a bench that begins now. */
export function circumstances(): Circumstances {
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    machine: `${availableParallelism()} cores, ${memory} GiB, ${operatingSystem()}, Node ${process.version}`,
    loadBefore: loadavg()[0] ?? 0,
    startedAt: new Date().toISOString(),
  };
}

function operatingSystem(): string {
  try {
    return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? type();
  } catch {
    return type();
  }
}
