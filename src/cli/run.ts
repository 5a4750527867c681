import { maskSecrets } from '../telemetry/mask.ts';
import { explainError } from './explain-error.ts';
import { makeProgram } from './program.ts';

/** Runs one command line. This is the one place where an error becomes text and exit status. */
export async function run(words: readonly string[]): Promise<void> {
  try {
    await makeProgram().parseAsync(words, { from: 'user' });
  } catch (error) {
    const { text, status } = explainError(error);
    if (text !== null) process.stderr.write(`${maskSecrets(text)}\n`);
    process.exitCode = status;
  }
}
