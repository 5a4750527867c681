import { isTrainId } from './ids.ts';

const TRAILER = 'Cascade-Train';

/** The last line of the message of a commit that a train made, by which its push is known. */
export function formatTrainTrailer(train: string): string {
  return `${TRAILER}: ${train}`;
}

/** Which train made the commit with this message, or `null` where none did. People may quote such a line further up. */
export function findTrainTrailer(message: string): string | null {
  const lastParagraph =
    message
      .trimEnd()
      .split(/\n\s*\n/)
      .at(-1) ?? '';
  const [, train] = TRAILER_LINE.exec(lastParagraph) ?? [];
  return train !== undefined && isTrainId(train) ? train : null;
}

const TRAILER_LINE = new RegExp(`^${TRAILER}: (\\S+)$`, 'm');
