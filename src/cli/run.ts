import { maskSecrets } from '../telemetry/mask.ts';
import { explainError } from './explain-error.ts';
import { makeProgram } from './program.ts';

/** Runs one command line. This is the one place where an error becomes text and exit status. */
export async function run(words: readonly string[]): Promise<void> {
  try {
    await makeProgram().parseAsync(words, { from: 'user' });
  } catch (error) {
    const { text, status } = explainError(error);
    // What failed can have left a retry of Temporal's client behind, which would hold the process or throw later.
    process.stderr.write(text === null ? '' : `${maskSecrets(text)}\n`, () => process.exit(status));
  }
}
