import { connectClientEngine } from '../../src/engine/connection.ts';
import { startEmbeddedServer } from '../../src/engine/embedded-server.ts';
import { ensureSearchAttributes } from '../../src/engine/search-attributes.ts';
import { openPgpSigner } from '../../src/artifacts/signing.ts';
import type { Engine } from './experiment.ts';
import { makeReleaseKey } from './release-key.ts';

/** Starts a Temporal server for experiments, in memory; it ends with the stack. */
export async function startEngine(executable: string, ends: AsyncDisposableStack): Promise<Engine> {
  const server = await startEmbeddedServer({ executable, dataFolder: null, uiPort: null });
  ends.defer(() => server.stop());
  const client = connectClientEngine({ connectionOptions: { address: server.address }, namespace: server.namespace });
  ends.defer(() => client.connection.close());
  await ensureSearchAttributes(client.connection, server.namespace);
  const people = Array.from({ length: 3 }, async () => {
    const { secret } = await makeReleaseKey();
    return openPgpSigner({ key: secret, passphrase: null });
  });
  return { address: server.address, client, key: await makeReleaseKey(), people: await Promise.all(people) };
}
