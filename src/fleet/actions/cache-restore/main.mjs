import { readEvent } from '../cache/event.mjs';
import { flagInput, linesInput, numberInput, textInput } from '../cache/inputs.mjs';
import { digestLocks, upstreamOf } from '../cache/key-files.mjs';
import { makeKey } from '../cache/key.mjs';
import { groupOf } from '../cache/layout.mjs';
import { NO_CACHE, pathInput } from '../cache/place.mjs';
import { restore } from '../cache/restore.mjs';
import { openRoot } from '../cache/root.mjs';
import { runAction } from '../cache/run-action.mjs';
import { trustOf } from '../cache/tier.mjs';

const OFF = { hit: 'off', key: '', bytes: 0 };

await runAction('Runner cache: restore', OFF, async () => {
  const root = textInput('root');
  if (root === '') return { outcome: { reason: NO_CACHE } };
  const facts = await readEvent(process.env, { commit: textInput('commit'), publishing: flagInput('publishing') });
  const { reads, reason } = trustOf(facts);
  if (reads.length === 0) return { outcome: { reason } };
  const key = await keyFromInputs().catch(refused);
  if ('outcome' in key) return key;
  const path = pathInput(root);
  const layout = await openRoot(root);
  const group = groupOf(facts.repository, textInput('name'));
  const how = { verify: flagInput('verify'), wait: numberInput('wait') };
  const { trouble, ...outcome } = await restore(layout, { tiers: reads, group, key, path, ...how });
  return { outcome: { ...outcome, key: key.text }, level: trouble ? 'warning' : 'notice' };
});

async function keyFromInputs() {
  return makeKey({
    platform: `${process.platform}-${process.arch}`,
    toolchain: textInput('toolchain'),
    target: textInput('target'),
    profile: textInput('profile'),
    features: textInput('features'),
    flags: textInput('flags'),
    locks: await digestLocks(linesInput('locks')),
    upstream: upstreamOf(textInput('needs')),
  });
}

/**
 * A build without a whole key is a mistake in the actions workflow, which somebody must see.
 *
 * @param {Error} error
 * @returns {import('../cache/run-action.mjs').Ended}
 */
function refused({ message }) {
  return { outcome: { reason: message }, level: 'error' };
}
