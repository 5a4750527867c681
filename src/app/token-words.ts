import { TokenFileError } from '../api/access/token-file.ts';
import { UserError } from './user-error.ts';

/** Does something with the tokens; what is wrong with their file is told without a stack, as the person can mend it. */
export async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof TokenFileError ? new UserError(error.message, { cause: error }) : error;
  }
}
