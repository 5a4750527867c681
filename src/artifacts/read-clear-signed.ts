import { readCleartextMessage } from 'openpgp';

/** The text that was signed in clear, as its signature covers it. Throws where the armour can't be read. */
export async function readClearSigned(cleartextMessage: string): Promise<string> {
  return (await readCleartextMessage({ cleartextMessage })).getText();
}
