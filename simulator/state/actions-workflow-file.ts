import type { ActionsWorkflowScenario } from '../scenario.ts';

/** The text of an actions workflow file, as a client would read it from the repository. JSON strings are YAML too. */
export function actionsWorkflowFile(workflow: ActionsWorkflowScenario): string {
  return [
    `name: ${JSON.stringify(workflow.name)}`,
    ...(workflow.runName === undefined ? [] : [`run-name: ${JSON.stringify(workflow.runName)}`]),
    'on:',
    ...triggers(workflow),
    'jobs:',
    ...workflow.jobs.flatMap((job) => [
      `  ${job.name}:`,
      ...(job.needs === undefined ? [] : [`    needs: ${JSON.stringify(job.needs)}`]),
      '    runs-on: ubuntu-latest',
      '    steps:',
      `      - run: sleep ${job.seconds}`,
    ]),
    '',
  ].join('\n');
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
  if (on.push !== undefined) lines.push(`  push: { branches: ${JSON.stringify(on.push.branches)} }`);
  if (on.release !== undefined) lines.push(`  release: { types: ${JSON.stringify(on.release.types)} }`);
  return lines;
}
