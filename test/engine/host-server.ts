// A process that hosts an embedded server: `host-server.ts EXECUTABLE DATA-FOLDER`. It prints the server as JSON; at ctrl-C it asks the server once more, and stops it.
import { Connection } from '@temporalio/client';
import { startEmbeddedServer } from '../../src/engine/embedded-server.ts';

const [executable = '', dataFolder = ''] = process.argv.slice(2);
const server = await startEmbeddedServer({ executable, dataFolder });
const stayUp = setInterval(() => undefined, 60_000);

process.once('SIGINT', () => {
  clearInterval(stayUp);
  finish().catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
});
console.log(JSON.stringify({ pid: server.pid, address: server.address }));

async function finish(): Promise<void> {
  const connection = await Connection.connect({ address: server.address });
  await connection.close();
  console.log('it still answered');
  await server.stop();
}
