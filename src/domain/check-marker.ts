import type { ActionsWorkflowFile } from './actions-workflow-file.ts';
import type { BuildRecipe } from './build-recipe.ts';
import { doubtful, fine, type Finding, wrong } from './finding.ts';

type Dispatched = Pick<BuildRecipe, 'dispatch' | 'marker'>;

const CHECK = 'marker';

/** Whether the titles of an actions workflow's runs show the marker, and what follows where they don't. */
export function checkMarker({ runName }: ActionsWorkflowFile, { dispatch, marker }: Dispatched): Finding {
  const shown = runName !== null && echoes(runName, dispatch.type);
  switch (marker) {
    case 'shown':
      return shown ? fine(CHECK, 'its run-name shows the marker') : notShown(runName, dispatch.type);
    case 'taken':
      return shown
        ? doubtful(
            CHECK,
            'its run-name shows the marker, though the chain says `marker: taken`',
            'Remove that line: runs are then found by it.',
          )
        : fine(CHECK, `takes the marker and doesn't show it (marker: taken): ${foundBy(dispatch.type)}`);
    case 'none':
      return fine(CHECK, `knows nothing of Cascade (marker: none): ${foundBy(dispatch.type)}`);
  }
}

/** The line that lets the title of a run show the marker, whatever it shows already. */
function runNameWithMarker(runName: string | null, dispatch: Dispatched['dispatch']['type']): string {
  return `run-name: ${runName ?? 'Build'} \${{ ${FIELDS[dispatch][0]} }}`;
}

const FIELDS = {
  workflow_dispatch: ['inputs.cascade', 'github.event.inputs.cascade'],
  repository_dispatch: ['github.event.client_payload.cascade.marker'],
} as const;

function echoes(runName: string, dispatch: Dispatched['dispatch']['type']): boolean {
  const expressions = Array.from(runName.matchAll(/\$\{\{(.*?)\}\}/gs), ([, expression]) => expression ?? '');
  return expressions.some((expression) =>
    FIELDS[dispatch].some((field) =>
      new RegExp(`(?<![\\w.-])${field.replaceAll('.', '\\.')}(?![\\w.-])`, 'i').test(expression),
    ),
  );
}

function notShown(runName: string | null, dispatch: Dispatched['dispatch']['type']): Finding {
  const line = `Write \`${runNameWithMarker(runName, dispatch)}\` on its top level, or say \`marker: taken\` in cascade.yml.`;
  const what = runName === null ? 'it has no run-name that shows the marker' : "its run-name doesn't show the marker";
  // A dispatch of this kind never tells which run it started, so that without the marker none is ever found.
  if (dispatch === 'repository_dispatch') return wrong(CHECK, `${what}, so no run of it is ever found`, line);
  return doubtful(
    CHECK,
    `${what}, so a run is lost where GitHub's answer is lost, and webhooks can't wake its build`,
    line,
  );
}

function foundBy(dispatch: Dispatched['dispatch']['type']): string {
  return dispatch === 'workflow_dispatch'
    ? "a run is known by GitHub's answer alone"
    : 'its builds are dispatched one at a time, so that each run is told from others';
}
