/**
 * An input of the action as its user gave it, without space around.
 *
 * @param {string} name as in `action.yml`
 */
export function textInput(name) {
  return (process.env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
}

/**
 * An input of several lines; empty ones are left out.
 *
 * @param {string} name
 */
export function linesInput(name) {
  const lines = textInput(name).split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

/**
 * An input that is `true` or `false`. Throws on anything else, for it might have been meant.
 *
 * @param {string} name
 */
export function flagInput(name) {
  const text = textInput(name);
  if (text === 'true') return true;
  if (text === 'false') return false;
  throw new Error(`The input "${name}" is "${text}", and must be true or false.`);
}

/**
 * An input that is a whole number, not negative. Throws on anything else.
 *
 * @param {string} name
 */
export function numberInput(name) {
  const text = textInput(name);
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Error(`The input "${name}" is "${text}", and must be a whole number.`);
}
