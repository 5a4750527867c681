import { type ActionsWorkflowFile } from './actions-workflow-file.ts';
import type { BuildRecipe } from './build-recipe.ts';
import { checkMarker } from './check-marker.ts';
import { doubtful, fine, type Finding, wrong } from './finding.ts';

/** What of a recipe an actions workflow must fit. */
export type CheckedRecipe = Pick<BuildRecipe, 'dispatch' | 'marker' | 'proof' | 'runsIn'>;

/** Whether an actions workflow takes the dispatch that the chain sends, shows the marker and proves the commit. */
export function checkActionsWorkflow(file: ActionsWorkflowFile, recipe: CheckedRecipe): readonly Finding[] {
  const trigger = checkTrigger(file, recipe);
  if (trigger.verdict === 'wrong') return [trigger];
  return [trigger, ...checkInputs(file, recipe), checkMarker(file, recipe), ...checkProof(recipe)];
}

function checkTrigger({ inputs, eventTypes }: ActionsWorkflowFile, { dispatch }: CheckedRecipe): Finding {
  if (dispatch.type === 'workflow_dispatch') {
    return inputs === null
      ? wrong('trigger', 'it has no workflow_dispatch', 'Add `workflow_dispatch:` under `on:`, with its inputs.')
      : fine('trigger', 'takes a workflow_dispatch');
  }
  const { eventType } = dispatch;
  const add = `Add \`repository_dispatch: { types: [${eventType}] }\` under \`on:\`, or set event_type to one that it has.`;
  if (eventTypes === null) return wrong('trigger', 'it has no repository_dispatch', add);
  if (eventTypes === 'any') return fine('trigger', `takes every repository_dispatch, so "${eventType}" too`);
  if (eventTypes.includes(eventType)) return fine('trigger', `takes the repository_dispatch "${eventType}"`);
  const listened = eventTypes.map((type) => `"${type}"`).join(', ');
  return wrong('trigger', `it listens to ${listened}, and not to "${eventType}", which the chain sends`, add);
}

function checkInputs({ inputs }: ActionsWorkflowFile, { dispatch, marker }: CheckedRecipe): readonly Finding[] {
  if (dispatch.type !== 'workflow_dispatch' || inputs === null) return [];
  const sent = [...Object.keys(dispatch.inputs), ...(marker === 'none' ? [] : ['cascade'])];
  const unknown = sent.filter((name) => !inputs.some((input) => input.name === name));
  const lacking = inputs.filter(({ name, required }) => required && !sent.includes(name)).map(({ name }) => name);
  const findings: Finding[] = [];
  if (unknown.length > 0) {
    const orNone = unknown.includes('cascade') ? " If it can't be changed, say `marker: none` in cascade.yml." : '';
    const declare = `Declare ${unknown.join(', ')} under \`on: workflow_dispatch: inputs:\`.${orNone}`;
    findings.push(wrong('inputs', `it doesn't declare ${unknown.join(', ')}, which the chain sends`, declare));
  }
  if (lacking.length > 0) {
    const give = `Give ${lacking.join(', ')} a default there, or a value under \`inputs:\` in cascade.yml.`;
    findings.push(wrong('inputs', `it requires ${lacking.join(', ')}, which the chain doesn't send`, give));
  }
  return findings.length > 0 ? findings : [fine('inputs', sent.length === 0 ? 'takes none' : sent.join(', '))];
}

/** What the head of the actions run says nothing about must be proven otherwise. */
function checkProof({ proof, runsIn, dispatch }: CheckedRecipe): readonly Finding[] {
  if (proof !== null) return [fine('proof', `the artifact ${proof} says which commit was built`)];
  const add =
    'Let it upload an artifact named after the commit that it built, and name it by `proof:` (examples/actions).';
  if (runsIn !== null) {
    const message =
      'it runs in another repository than the one that it builds, so nothing proves which commit was built';
    return [doubtful('proof', message, add)];
  }
  if (dispatch.type === 'workflow_dispatch') return [];
  const message = 'a repository_dispatch runs at the head of the default branch: a build fails whenever that has moved';
  return [doubtful('proof', message, add)];
}
