import { type Call, callsIn, wrongWith } from '../../fleet/calls.ts';
import type { FileDecision } from '../../fleet/decide.ts';
import { readHeader } from '../../fleet/header.ts';
import type { GitHub } from '../../github/port.ts';

/** Reads a called actions workflow at its commit; `null` where there is none. */
export type WorkflowAt = (call: Call) => Promise<string | null>;

/** Reads each file once: all members call the same few, mostly at one commit. */
export function readsWorkflowsOnce(github: GitHub): WorkflowAt {
  const read = new Map<string, Promise<string | null>>();
  return ({ owner, name, path, commit }) => {
    const key = `${owner}/${name}/${path}@${commit}`.toLowerCase();
    const before = read.get(key);
    if (before !== undefined) return before;
    const text = github.fileAt({ owner, name }, path, commit).then((file) => file?.text ?? null);
    read.set(key, text);
    return text;
  };
}

/** Why one of the members' files that are to be written could never run; `null` where all can. */
export async function wrongCallIn(decisions: readonly FileDecision[], workflowAt: WorkflowAt): Promise<string | null> {
  const texts = decisions.flatMap(({ action, text }) => (action === 'write' && text !== null ? [text] : []));
  // What an organisation's own reusable actions workflow calls is its own affair.
  const calls = texts.filter((text) => readHeader(text)?.chain !== null).flatMap(callsIn);
  for (const call of calls) {
    const wrong = wrongWith(call, await workflowAt(call));
    if (wrong !== null) return wrong;
  }
  return null;
}
