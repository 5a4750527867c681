import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What `flock` ends with where others hold the lock for too long. */
const BUSY = '75';

/** Raised where a lock isn't had in time. */
export class Busy extends Error {
  /** @override */
  name = 'Busy';
}

/**
 * Throws where the lock is held no longer, because the process that holds it for us was ended by others.
 *
 * @typedef {() => void} CheckHeld
 */

/**
 * Does the work while holding the lock of an entry, shared with others that only read or alone. Throws `Busy` where it
 * isn't had within so many seconds. A process that dies, however it dies, holds nothing any more.
 *
 * @template Result
 * @param {{ readonly locks: string }} layout
 * @param {string} folder name of the entry's folder
 * @param {{ readonly mode: 'shared' | 'exclusive', readonly wait: number }} how
 * @param {(checkHeld: CheckHeld) => Promise<Result>} work
 * @returns {Promise<Result>}
 */
export async function withLock({ locks }, folder, { mode, wait }, work) {
  // A fixed number of files, which are never removed: removing a lock file can't be done without a race.
  const file = join(locks, folder.slice(-3));
  const patience = wait > 0 ? ['--wait', String(wait)] : ['--nonblock'];
  // Node can't lock a file. The holder reads from us until we end, and its end frees the lock.
  const holder = spawn('flock', [`--${mode}`, ...patience, '--conflict-exit-code', BUSY, '--no-fork', file, 'cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  // One that ended early can't be told to end.
  holder.stdin.on('error', () => undefined);
  const ended = once(holder, 'close').then(
    ([code]) => String(code),
    (/** @type {NodeJS.ErrnoException} */ error) => error.message,
  );
  const checkHeld = () => {
    if (holder.exitCode !== null || holder.signalCode !== null) throw notHeld('ended early', file);
  };
  try {
    // What `cat` gives back says that the lock is had.
    holder.stdin.write('\n');
    await Promise.race([once(holder.stdout, 'data'), ended.then((how) => Promise.reject(notHeld(how, file)))]);
    return await work(checkHeld);
  } finally {
    holder.stdin.end();
    await ended;
  }
}

/**
 * @param {string} how
 * @param {string} file
 */
function notHeld(how, file) {
  if (how === BUSY) return new Busy('Another job holds the lock.');
  return new Error(
    `The lock ${file} can't be had (flock: ${how}): is util-linux installed, and is the file the user's own?`,
  );
}
