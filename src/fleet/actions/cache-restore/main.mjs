import { readEvent } from '../cache/event.mjs';
import { flagInput, linesInput, numberInput, textInput } from '../cache/inputs.mjs';
import { jobStart } from '../cache/job-start.mjs';
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
  const needs = !['', '[]'].includes(textInput('needs').replaceAll(/\s/g, ''));
  const build = { commit: textInput('commit'), needs, publishing: flagInput('publishing') };
  const facts = readEvent(process.env, build);
  const { reads, reason } = trustOf(facts);
  if (reads.length === 0) return { outcome: { reason } };
  const key = await keyFromInputs().catch(refused);
  if ('outcome' in key) return key;
  const path = pathInput(root);
  const layout = openRoot(root);
  const group = groupOf(facts.repository, textInput('name'));
  const began = await jobStart(process.env, Date.now());
  const how = { verify: flagInput('verify'), wait: numberInput('wait'), began };
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
    flags: flagsOf(process.env),
    locks: await digestLocks(linesInput('locks')),
    upstream: upstreamOf(textInput('needs')),
  });
}

/**
 * The flags of the input, and those that cargo takes from the job's environment.
 *
 * @param {NodeJS.ProcessEnv} environment
 */
function flagsOf({ RUSTFLAGS = '', CARGO_ENCODED_RUSTFLAGS = '' }) {
  const set = Object.entries({ RUSTFLAGS, CARGO_ENCODED_RUSTFLAGS }).filter(([, value]) => value !== '');
  return [textInput('flags'), ...set.map(([name, value]) => `${name}=${value}`)].join('\n');
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
