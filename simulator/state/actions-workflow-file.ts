import type { ActionsWorkflowScenario, JobScenario } from '../scenario.ts';

/** The text of an actions workflow file, as a client would read it from the repository. JSON strings are YAML too. */
export function actionsWorkflowFile(workflow: ActionsWorkflowScenario): string {
  const { name, runName, concurrency, jobs } = workflow;
  return [
    `name: ${JSON.stringify(name)}`,
    ...(runName === undefined ? [] : [`run-name: ${JSON.stringify(runName)}`]),
    'on:',
    ...triggers(workflow),
    ...(concurrency === undefined ? [] : concurrencyLines(concurrency)),
    'jobs:',
    ...jobs.flatMap(jobLines),
    '',
  ].join('\n');
}

function jobLines({ name, needs, conclusion, labels, seconds }: JobScenario): string[] {
  return [
    `  ${JSON.stringify(name)}:`,
    ...(needs === undefined ? [] : [`    needs: ${JSON.stringify(needs)}`]),
    ...(conclusion === 'skipped' ? ['    if: ${{ false }}'] : []),
    `    runs-on: ${JSON.stringify(labels ?? 'ubuntu-latest')}`,
    '    steps:',
    `      - run: sleep ${seconds}`,
  ];
}

function concurrencyLines({ group, cancelInProgress }: NonNullable<ActionsWorkflowScenario['concurrency']>): string[] {
  return ['concurrency:', `  group: ${JSON.stringify(group)}`, `  cancel-in-progress: ${cancelInProgress}`];
}

function triggers({ on }: ActionsWorkflowScenario): string[] {
  const lines: string[] = [];
  if (on.workflow_dispatch !== undefined) {
    const inputs = on.workflow_dispatch.inputs.map((input) => `${JSON.stringify(input)}: { type: string }`);
    lines.push('  workflow_dispatch:', `    inputs: { ${inputs.join(', ')} }`);
  }
  if (on.repository_dispatch !== undefined) {
    lines.push(`  repository_dispatch: { types: ${JSON.stringify(on.repository_dispatch.types)} }`);
  }
  if (on.push !== undefined) {
    const { branches, tags } = on.push;
    const tagFilter = tags === undefined ? '' : `, tags: ${JSON.stringify(tags)}`;
    lines.push(`  push: { branches: ${JSON.stringify(branches)}${tagFilter} }`);
  }
  if (on.pull_request !== undefined) lines.push(`  pull_request: ${JSON.stringify(on.pull_request)}`);
  if (on.release !== undefined) lines.push(`  release: { types: ${JSON.stringify(on.release.types)} }`);
  return lines;
}
