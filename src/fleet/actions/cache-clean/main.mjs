import { clean } from '../cache/clean.mjs';
import { flagInput, numberInput, textInput } from '../cache/inputs.mjs';
import { NO_CACHE } from '../cache/place.mjs';
import { openRoot } from '../cache/root.mjs';
import { runAction } from '../cache/run-action.mjs';

const NOTHING = { report: '', removed: 0, bytes: 0 };

await runAction('Runner cache: clean', NOTHING, async () => {
  const root = textInput('root');
  if (root === '') return { outcome: { reason: NO_CACHE } };
  const limits = { budget: numberInput('budget'), free: numberInput('free'), keep: numberInput('keep') };
  const layout = openRoot(root);
  const report = await clean(layout, { ...limits, dryRun: flagInput('dry-run') }, Date.now());
  const { removed, kept, bytes, beyond, troubles } = report;
  const found = beyond > 0 ? `Over the limits by ${beyond} bytes, which may not be removed.` : 'Within the limits.';
  const reason = [found, ...troubles].join(' ');
  console.log(JSON.stringify(report, null, 2));
  return {
    outcome: { report: JSON.stringify(report), removed: removed.length, kept: kept.length, bytes, reason },
    level: beyond > 0 || troubles.length > 0 ? 'warning' : 'notice',
  };
});
