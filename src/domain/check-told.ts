import type { ActionsWorkflowFile } from './actions-workflow-file.ts';
import { doubtful, fine, type Finding } from './finding.ts';
import { UPSTREAM_CHANGED } from './telling/satellites.ts';

/** Whether an actions workflow of a repository that is only told of changes listens to that. */
export function checkListener(files: readonly ActionsWorkflowFile[]): Finding {
  const listens = files.some(
    ({ eventTypes }) => eventTypes === 'any' || eventTypes?.includes(UPSTREAM_CHANGED) === true,
  );
  if (listens) return fine('listener', `takes the repository_dispatch "${UPSTREAM_CHANGED}"`);
  return doubtful(
    'listener',
    `none of its actions workflows takes the repository_dispatch "${UPSTREAM_CHANGED}", which the chain sends`,
    `Add \`repository_dispatch: { types: [${UPSTREAM_CHANGED}] }\` under \`on:\` of one, or take it out of \`notifies\`.`,
  );
}

/** A finding about what is only told: no train fails on it. */
export function merelyDoubtful({ check, verdict, message, advice }: Finding): Finding {
  return verdict === 'wrong' ? doubtful(check, message, advice) : { check, verdict, message, advice };
}
