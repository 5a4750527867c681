import { stripVTControlCharacters } from 'node:util';

/** The text on one line, without control characters: messages of others must not move the cursor. */
export function oneLine(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/\p{Cc}+/gu, ' ');
}

/** The text cut to so many columns, with an ellipsis where something is missing. */
export function fit(text: string, columns: number): string {
  const characters = Array.from(text);
  if (characters.length <= columns) return text;
  return columns < 1
    ? ''
    : `${characters
        .slice(0, columns - 1)
        .join('')
        .trimEnd()}…`;
}
