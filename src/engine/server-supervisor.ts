/**
 * A process of its own between us and the embedded server: `server-supervisor.ts EXECUTABLE ARGUMENTS...`.
 * It ends the server when the channel to its parent closes, which also happens when the parent is killed.
 * It runs in its own process group, so ctrl-C reaches only the parent, which can still finish its work on the server.
 */
import { spawn } from 'node:child_process';

const GRACE_MS = 10_000;

const [executable = '', ...serverArguments] = process.argv.slice(2);
const server = spawn(executable, serverArguments, { stdio: ['ignore', 'inherit', 'inherit'] });

process.once('disconnect', endServer);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endServer);
process.once('exit', () => server.kill('SIGKILL'));
server.once('exit', (code) => process.exit(code ?? 1));
server.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
server.once('spawn', () => {
  // A parent that is gone already closed the channel before there was anybody to hear it.
  if (process.connected) process.send?.({ serverPid: server.pid }, ignoreClosedChannel);
  else endServer();
});

function endServer(): void {
  server.kill('SIGTERM');
  setTimeout(() => server.kill('SIGKILL'), GRACE_MS).unref();
}

/** The parent ended while it was told the id; `disconnect` follows. */
function ignoreClosedChannel(): void {
  return undefined;
}
