import { readEvent } from '../cache/event.mjs';
import { flagInput, numberInput, textInput } from '../cache/inputs.mjs';
import { readKey } from '../cache/key.mjs';
import { groupOf } from '../cache/layout.mjs';
import { NO_CACHE, pathInput } from '../cache/place.mjs';
import { openRoot } from '../cache/root.mjs';
import { runAction } from '../cache/run-action.mjs';
import { save } from '../cache/save.mjs';
import { trustOf } from '../cache/tier.mjs';

const UNSAVED = { saved: false, bytes: 0 };

await runAction('Runner cache: save', UNSAVED, async () => {
  const root = textInput('root');
  if (root === '') return { outcome: { reason: NO_CACHE } };
  if (textInput('key') === '') return { outcome: { reason: 'There is no key: what restored said why.' } };
  const key = readKey(textInput('key'));
  const build = { commit: textInput('commit'), needs: key.upstream, publishing: flagInput('publishing') };
  const facts = readEvent(process.env, build);
  const { writes, reason } = trustOf(facts);
  if (writes === null) return { outcome: { reason } };
  if (textInput('hit') === 'exact') return { outcome: { reason: 'What was restored is kept already.' } };
  if (textInput('hit') === 'off')
    return { outcome: { reason: 'What was there before the build is of unknown origin.' } };
  const path = pathInput(root);
  const group = groupOf(facts.repository, textInput('name'));
  const layout = openRoot(root);
  return { outcome: await save(layout, { tier: writes, group, key, path, free: numberInput('free') }) };
});
