const LINES = 15;

/** What is known of a start that failed; `databaseFile` null means in memory. */
interface FailedStart {
  reason: string;
  /** What the server wrote since this start. */
  log: string;
  logFile: string;
  databaseFile: string | null;
}

/** Tells why the embedded server did not start: the reason, the end of its log, and what to check. */
export function startFailure({ reason, log, logFile, databaseFile }: FailedStart): string {
  const tail = log.trimEnd().split('\n').slice(-LINES);
  return [
    `Temporal's server did not start: ${reason}. The end of ${logFile}:`,
    ...tail.map((line) => `  ${line}`),
    advice(log, databaseFile),
  ].join('\n');
}

function advice(log: string, databaseFile: string | null): string {
  if (databaseFile === null) return 'Check that the executable runs: `temporal server start-dev --headless`.';
  if (log.includes('database is locked')) {
    return `Another process uses ${databaseFile}: stop it (does a second \`cascade up\` run in this folder?), or choose another data folder.`;
  }
  return `If ${databaseFile} was made by another version of Temporal, move it away or use that version; else check that its folder can be written.`;
}
