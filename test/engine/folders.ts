import { access, constants, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder that is removed when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cascade-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder that serves as a whole PATH: only these commands of this machine can be found there, and they find all that they need. */
export async function pathWith(...commands: string[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const command of commands) {
    const script = `#!/bin/sh\nPATH='${process.env['PATH'] ?? ''}' exec '${await whereIs(command)}' "$@"\n`;
    await writeFile(join(folder, command), script, { mode: 0o755 });
  }
  return folder;
}

async function whereIs(command: string): Promise<string> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const candidate = join(folder, command);
    const found = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return candidate;
  }
  throw new Error(`This test needs ${command} on the PATH`);
}
