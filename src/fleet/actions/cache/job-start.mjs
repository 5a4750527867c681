import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * A time before which this job has checked out nothing, in milliseconds since 1970. The runner empties its temporary
 * folder when a job begins and makes the folder of the event with the first step; it writes the event itself again with
 * each step, which changes that file's time but not its folder's.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @param {number} now
 */
export async function jobStart(environment, now) {
  const { mtimeMs, birthtimeMs } = await stat(dirname(environment['GITHUB_EVENT_PATH'] ?? ''));
  // Where the file system doesn't tell when a folder was made it says 0, and a clock may have been set back since.
  return Math.min(mtimeMs, birthtimeMs || now, now);
}
