import { styleText } from 'node:util';

/** The ways in which a text is set apart. */
export type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'cyan';

/** Sets a text apart, or leaves it as it is where colours are not wanted. */
export type Paint = (style: Style, text: string) => string;

/** Colours for what a stream shows: none where it is no terminal or NO_COLOR is set. */
export function paintFor(stream: NodeJS.WritableStream): Paint {
  return (style, text) => styleText(style, text, { stream });
}
