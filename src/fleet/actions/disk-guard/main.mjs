import { clean } from '../cache/clean.mjs';
import { freeBytes } from '../cache/disk.mjs';
import { flagInput, numberInput, textInput } from '../cache/inputs.mjs';
import { openRoot } from '../cache/root.mjs';
import { runAction } from '../cache/run-action.mjs';

await runAction('Disk guard', { free: 0, enough: false }, async () => {
  const floor = numberInput('free');
  const fails = flagInput('fail');
  const root = textInput('root');
  const cleaned = (await leastFree(root)) < floor ? await cleanCache(root, floor) : '';
  const free = await leastFree(root);
  const enough = free >= floor;
  const found = `${free} bytes are free on the fuller disk of workspace and cache, ${enough ? 'enough' : 'too little'} for ${floor}.`;
  return {
    outcome: { free, enough, reason: `${found}${cleaned}` },
    level: enough ? 'notice' : fails ? 'error' : 'warning',
    fails: fails && !enough,
  };
});

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
 * @param {string} root
 * @param {number} free
 */
async function cleanCache(root, free) {
  if (root === '') return '';
  try {
    const limits = { budget: numberInput('budget'), keep: numberInput('keep'), free, dryRun: false };
    const { removed, bytes } = await clean(await openRoot(root), limits, Date.now());
    return ` The cache gave ${bytes} bytes of ${removed.length} entries.`;
  } catch (error) {
    return ` ${error instanceof Error ? error.message : String(error)}`;
  }
}
