/**
 * What is short about an error: the code that the system gave it, else its text.
 *
 * @param {unknown} error
 */
export function codeOf(error) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  return code ?? message;
}
