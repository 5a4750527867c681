import { clean } from '../cache/clean.mjs';
import { freeBytes } from '../cache/disk.mjs';
import { flagInput, numberInput, textInput } from '../cache/inputs.mjs';
import { openRoot } from '../cache/root.mjs';
import { runAction } from '../cache/run-action.mjs';

/** Also where the input can't be understood: a guard that was asked to fail must not pass. */
const mustSucceed = textInput('fail') !== 'false';

await runAction('Disk guard', { free: 0, enough: false }, guard, { mustSucceed });

/** @returns {Promise<import('../cache/run-action.mjs').Ended>} */
async function guard() {
  const floor = numberInput('free');
  const fails = flagInput('fail');
  const root = textInput('root');
  const { told, trouble } = await cleanCache(root, floor);
  const free = await leastFree(root);
  const enough = free >= floor;
  const found = `${free} bytes are free on the fuller disk of workspace and cache, ${enough ? 'enough' : 'too little'} for ${floor}.`;
  return {
    outcome: { free, enough, reason: [found, ...told].join(' ') },
    level: enough && !trouble ? 'notice' : fails && !enough ? 'error' : 'warning',
    fails: fails && !enough,
  };
}

/**
 * What is free where the job works and where the cache is, whichever has less.
 *
 * @param {string} root
 */
async function leastFree(root) {
  const cache = root === '' ? Infinity : await freeBytes(root).catch(() => Infinity);
  return Math.min(await freeBytes(process.cwd()), cache);
}

/**
 * Brings the cache within its budget and its disk above the floor, and tells what that gave.
 *
 * @param {string} root
 * @param {number} free
 * @returns {Promise<{ readonly told: readonly string[], readonly trouble: boolean }>}
 */
async function cleanCache(root, free) {
  if (root === '') return { told: [], trouble: false };
  try {
    const limits = { budget: numberInput('budget'), keep: numberInput('keep'), free, dryRun: false };
    const { removed, bytes, troubles } = await clean(openRoot(root), limits, Date.now());
    const gave = removed.length === 0 ? [] : [`The cache gave ${bytes} bytes of ${removed.length} entries.`];
    return { told: [...gave, ...troubles], trouble: troubles.length > 0 };
  } catch (error) {
    return { told: [error instanceof Error ? error.message : String(error)], trouble: true };
  }
}
