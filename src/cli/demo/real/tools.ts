import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { UserError } from '../../../app/user-error.ts';

const FETCH_ACT = fileURLToPath(new URL('../../../../.ci/fetch-act', import.meta.url));

/** What the demo starts, and where it comes from. */
const TOOLS = [
  { name: 'cargo', hint: 'install Rust, as https://rustup.rs says' },
  { name: 'git', hint: 'install the package git of your system' },
  { name: 'tar', hint: 'install the package tar of your system' },
] as const;

/** Throws a UserError that names all tools that are missing, and where each comes from. */
export async function requireTools(): Promise<void> {
  const missing = await Promise.all(TOOLS.map(async (tool) => ((await isThere(tool.name)) ? [] : [tool])));
  const lines = missing.flat().map(({ name, hint }) => `  ${name}: ${hint}`);
  if (lines.length > 0) throw new UserError(`The demo builds for real, and this machine lacks\n${lines.join('\n')}`);
}

async function isThere(name: string): Promise<boolean> {
  try {
    await promisify(execFile)(name, ['--version']);
    return true;
  } catch {
    return false;
  }
}

/** The path of act, which is fetched once. A UserError where that can't be done. */
export async function requireAct(signal: AbortSignal): Promise<string> {
  try {
    return (await promisify(execFile)(FETCH_ACT, { signal })).stdout.trim();
  } catch (error) {
    signal.throwIfAborted();
    const said = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `act, which executes actions workflows, can't be fetched. It comes with Python's pip (python3-venv must be there):\n${said}`,
    );
  }
}
