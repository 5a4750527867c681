import { spawnSync } from 'node:child_process';
import { parse } from 'yaml';
import { workflowTemplate } from '../../../src/fleet/templates.ts';

/** A step as its actions workflow writes it. */
export interface Step {
  readonly name: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string>>;
}

/** The steps of the job of a reusable actions workflow that checks the repository out. */
export function stepsOf(workflow: string): readonly Step[] {
  const { jobs } = parse(workflowTemplate(workflow)) as { jobs: Readonly<Record<string, { steps: readonly Step[] }>> };
  return jobs[workflow.startsWith('ci-') ? 'check' : 'build']?.steps ?? [];
}

/** Runs the script of a step as a runner does; throws where there is none of that name. */
export function runStep(workflow: string, name: string, folder: string, env: Readonly<Record<string, string>> = {}) {
  const script = stepsOf(workflow).find((step) => step.name === name)?.run;
  if (script === undefined) throw new Error(`${workflow} has no step "${name}" with a script.`);
  const words = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  return spawnSync('bash', words, { cwd: folder, env: { ...process.env, ...env }, encoding: 'utf8' });
}
