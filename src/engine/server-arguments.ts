import { LOOPBACK, type ServerPorts } from './ports.ts';

/** What the arguments of `temporal server start-dev` depend on; `databaseFile` null keeps everything in memory. */
interface ServerShape extends ServerPorts {
  databaseFile: string | null;
}

/** The arguments with which Temporal's CLI serves as our embedded engine. */
export function serverArguments({ databaseFile, port, uiPort }: ServerShape): string[] {
  return [
    ...['server', 'start-dev', '--ip', LOOPBACK, '--port', String(port)],
    ...(uiPort === null ? ['--headless'] : ['--ui-port', String(uiPort), '--ui-disable-news-fetch']),
    ...(databaseFile === null
      ? []
      : ['--db-filename', databaseFile, ...PRAGMAS.flatMap((pragma) => ['--sqlite-pragma', pragma])]),
    // The server of one machine needn't tell anybody that it exists.
    ...['--dynamic-config-value', 'frontend.enableServerVersionCheck=false'],
    // Owners of repositories have rate limits of their own: a busy one must not slow the others.
    ...['--dynamic-config-value', 'matching.enableFairness=true'],
  ];
}

const PRAGMAS = [
  // Durable, and three times the signals a second of the defaults (measured).
  'journal_mode=WAL',
  'synchronous=NORMAL',
  // Two servers on one file would each take itself for the only one. The second waits, for one that is just ending, and then gives up.
  'locking_mode=EXCLUSIVE',
  'busy_timeout=5000',
];
