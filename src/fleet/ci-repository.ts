import type { Fleet, Member } from '../domain/fleet/fleet.ts';
import type { RenderedFile } from '../domain/fleet/rendered.ts';
import { withHeader } from './header.ts';
import { withPins } from './pin.ts';
import { withCache } from './runner-cache.ts';
import { actionFiles, workflowTemplate } from './templates.ts';

/** What the CI repository is to have: the reusable actions workflows that its members call, and all our actions. */
export function ciRepositoryFiles(fleet: Fleet): readonly RenderedFile[] {
  const names = [...new Set(fleet.members.flatMap(calledBy))].sort();
  return [
    ...names.map((name) => workflowFile(fleet, name)),
    ...Array.from(actionFiles(), ([path, text]) => actionFile(fleet, path, text)),
  ];
}

/** The reusable actions workflows that a member's files call. */
function calledBy({ language, checks, events, build }: Member): readonly string[] {
  const checked = checks.length > 0 && [...events.push, ...events.pull_request].includes('ci');
  return [
    ...(checked || build?.mode === 'verify' ? [`ci-${language}`] : []),
    ...(build?.mode === 'build' ? [`build-${language}`] : []),
    ...(events.push.includes('chain') ? ['chain'] : []),
  ];
}

function workflowFile(fleet: Fleet, name: string): RenderedFile {
  const template = fleet.overrides[name] ?? workflowTemplate(name);
  const text = withPins(withCache(template, fleet.cache), fleet);
  return { path: `.github/workflows/${name}.yml`, text: withHeader(text), owned: false };
}

function actionFile(fleet: Fleet, path: string, text: string): RenderedFile {
  const header = path.endsWith('.mjs') ? withHeader(text, '//') : withHeader(withPins(text, fleet));
  return { path: `actions/${path}`, text: header, owned: false };
}
