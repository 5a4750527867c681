import { afterAll, beforeAll, inject, onTestFinished } from 'vitest';
import type { Chain } from '../../src/domain/chain.ts';
import { type EmbeddedServer, startEmbeddedServer } from '../../src/engine/embedded-server.ts';
import { assemble, type TestCascade, type TestOptions } from './assemble.ts';
import { quietRuntime } from './quiet-runtime.ts';

export type { TestCascade } from './assemble.ts';

let server: EmbeddedServer;

// One server a file that imports this; each test has a task queue of its own on it.
beforeAll(async () => {
  quietRuntime();
  server = await startEmbeddedServer({ executable: inject('serverExecutable'), dataFolder: null, uiPort: null });
});
afterAll(() => server.stop());

/** Where the server of this file listens, for other programs. */
export function temporalAddress(): string {
  return server.address;
}

/** Starts a GitHub with the organisation of the chain, and a worker, for one test; they end with it. */
export function startCascade(chain: Chain, options: TestOptions = {}): Promise<TestCascade> {
  return assemble(
    chain,
    {
      target: { connectionOptions: { address: server.address }, namespace: server.namespace },
      bundle: inject('workflowBundle'),
      defer: (end) => {
        onTestFinished(async () => {
          await end();
        });
      },
    },
    options,
  );
}
