import { parse } from 'yaml';
import { z } from 'zod';
import type { ActionsWorkflowFile, DeclaredJob } from '../domain/actions-workflow-file.ts';

/** `main` and `[main]` say the same. */
export const Names = z.union([z.string().transform((name) => [name]), z.array(z.string())]);
const Input = z
  .object({ required: z.boolean().catch(false), default: z.unknown().optional() })
  .nullable()
  .transform((input) => input ?? { required: false, default: undefined });
const WorkflowDispatch = z
  .object({ inputs: z.record(z.string(), Input).nullish() })
  .nullable()
  .transform((trigger) => trigger?.inputs ?? {});
const RepositoryDispatch = z
  .object({ types: Names.nullish() })
  .nullable()
  .transform((trigger) => trigger?.types ?? ('any' as const));

/** What starts an actions workflow: `on: push`, `on: [push, workflow_dispatch]` and a map all say the same. */
export const Triggers = z.union([
  Names.transform((names) => Object.fromEntries(names.map((name): [string, unknown] => [name, null]))),
  z.record(z.string(), z.unknown()),
]);

const RunsOn = z.union([Names, z.object({ labels: Names }).transform(({ labels }) => labels)]).optional();

const ActionsWorkflow = z.object({
  'run-name': z.coerce.string().nullish(),
  on: Triggers,
  jobs: z.record(z.string(), z.object({ 'runs-on': RunsOn.catch(undefined) })),
});

/** Reads the text of a file in `.github/workflows`; what is no actions workflow comes back as a sentence that says why. */
export function readActionsWorkflow(text: string): ActionsWorkflowFile | { readonly problem: string } {
  try {
    const { on, jobs, 'run-name': runName } = ActionsWorkflow.parse(parse(text));
    return {
      runName: runName ?? null,
      inputs: 'workflow_dispatch' in on ? declaredInputs(on['workflow_dispatch']) : null,
      eventTypes: 'repository_dispatch' in on ? RepositoryDispatch.parse(on['repository_dispatch']) : null,
      jobs: Object.entries(jobs).map(([id, job]) => ({ id, labels: plainLabels(job['runs-on']) })),
    };
  } catch (error) {
    const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    return { problem: message.replaceAll(/\s+/g, ' ').trim() };
  }
}

function declaredInputs(trigger: unknown): ActionsWorkflowFile['inputs'] {
  return Object.entries(WorkflowDispatch.parse(trigger)).map(([name, input]) => ({
    name,
    // GitHub fills the default in.
    required: input.required && input.default === undefined,
  }));
}

function plainLabels(labels: readonly string[] | undefined): DeclaredJob['labels'] {
  return labels === undefined || labels.some((label) => label.includes('${{')) ? null : labels;
}
