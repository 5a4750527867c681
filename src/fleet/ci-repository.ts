import type { Fleet } from '../domain/fleet/fleet.ts';
import type { RenderedFile } from '../domain/fleet/rendered.ts';
import { REUSABLE_INPUTS } from '../domain/fleet/reusable.ts';
import { withHeader } from './header.ts';
import { withPins } from './pin.ts';
import { withCache } from './runner-cache.ts';
import { actionFiles, workflowTemplate } from './templates.ts';

/**
 * What the CI repository is to have: all reusable actions workflows and all our actions, whoever calls them, so that chains
 * can share it.
 */
export function ciRepositoryFiles(fleet: Fleet): readonly RenderedFile[] {
  return [
    ...Object.keys(REUSABLE_INPUTS).map((name) => workflowFile(fleet, name)),
    ...Array.from(actionFiles(), ([path, text]) => actionFile(fleet, path, text)),
  ];
}

function workflowFile(fleet: Fleet, name: string): RenderedFile {
  const template = fleet.overrides[name] ?? workflowTemplate(name);
  const text = withPins(withCache(template, fleet.cache), fleet);
  return { path: `.github/workflows/${name}.yml`, text: withHeader(text, null) };
}

function actionFile(fleet: Fleet, path: string, text: string): RenderedFile {
  const header = path.endsWith('.mjs') ? withHeader(text, null, '//') : withHeader(withPins(text, fleet), null);
  return { path: `actions/${path}`, text: header };
}
