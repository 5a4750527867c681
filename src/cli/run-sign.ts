import { readFile } from 'node:fs/promises';
import { requireEnvironment } from '../app/settings.ts';
import { UserError } from '../app/user-error.ts';
import { handInSignature } from '../engine/trains/hand-in-signature.ts';
import { printLines } from './output.ts';
import { withTemporal } from './temporal.ts';

/** Hands in the signature in that file, and tells how many there are now. Throws a UserError where it isn't taken. */
export async function runSign(train: string, file: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UserError(`The signature can't be read: ${error instanceof Error ? error.message : String(error)}`);
  });
  await withTemporal(requireEnvironment(process.env), async (temporal) => {
    const handedIn = await temporal.ask((client) => handInSignature(client, train, text));
    if (handedIn === null) {
      throw new UserError(
        `${train} waits for no signature: it isn't publishing now. \`cascade status ${train}\` shows it.`,
      );
    }
    if (!handedIn.taken) throw new UserError(handedIn.message);
    printLines([handedIn.message]);
  });
}
