import { once } from 'node:events';
import { onTestFinished } from 'vitest';
import { type CliOptions, spawnCli } from './run-cli.ts';

/** `cascade up` in a process of its own, and all that it writes. */
export interface UpProcess {
  readonly api: string;
  /** `host:port` of its Temporal server. */
  readonly temporal: string;
  /** Ends it as ctrl-C does, and gives what it wrote from beginning to end. */
  stop(): Promise<{ readonly stdout: string; readonly stderr: string }>;
}

/** Starts everything as a user does who forgets it afterwards; ready once this resolves, killed at the latest when the test ends. */
export async function spawnUp(options: CliOptions): Promise<UpProcess> {
  const child = spawnCli(['up', '--in-memory'], options);
  onTestFinished(() => void child.kill('SIGKILL'));
  const closed = once(child, 'close');
  const written = { stdout: '', stderr: '' };
  child.stderr.on('data', (chunk: Buffer) => (written.stderr += chunk.toString()));
  const ready = Promise.withResolvers<undefined>();
  child.stdout.on('data', (chunk: Buffer) => {
    written.stdout += chunk.toString();
    if (written.stdout.includes('Ctrl-C ends it.')) ready.resolve(undefined);
  });
  await Promise.race([
    ready.promise,
    closed.then(() => Promise.reject(new Error(`It did not start: ${written.stderr}`))),
  ]);
  const [, api = ''] = / {2}API +(\S+)/.exec(written.stdout) ?? [];
  const [, temporal = ''] = / {2}Temporal +(\S+)/.exec(written.stdout) ?? [];
  return {
    api,
    temporal,
    async stop() {
      child.kill('SIGINT');
      await closed;
      return written;
    },
  };
}
