import { parse } from 'yaml';
import { z } from 'zod';

const filter = z.object({
  branches: z.array(z.string()).exactOptional(),
  tags: z.array(z.string()).exactOptional(),
  types: z.array(z.string()).exactOptional(),
  inputs: z.record(z.string(), z.unknown()).exactOptional(),
});

const triggers = z
  .union([z.string(), z.array(z.string()), z.record(z.string(), filter.nullable().catch({}))])
  .transform((on) => {
    if (typeof on === 'object' && !Array.isArray(on)) return on;
    return Object.fromEntries([on].flat().map((event) => [event, null]));
  });

const step = z.object({ uses: z.string().exactOptional() });

const job = z.object({
  name: z.string().exactOptional(),
  uses: z.string().exactOptional(),
  'runs-on': z.unknown().optional(),
  steps: z.array(step).exactOptional(),
});

const actionsWorkflow = z.object({
  name: z.string().exactOptional(),
  'run-name': z.string().exactOptional(),
  on: triggers,
  concurrency: z
    .union([z.string(), z.object({ group: z.string(), 'cancel-in-progress': z.unknown() })])
    .exactOptional(),
  jobs: z.record(z.string(), job),
});

const action = z.object({ runs: z.object({ steps: z.array(step).exactOptional() }) });

/** What the simulator must know of the file of an actions workflow; act reads it for itself. */
export type WorkflowFile = z.infer<typeof actionsWorkflow>;

/** Reads the text of an actions workflow; throws with what is wrong and in which file. */
export function parseWorkflowFile(path: string, text: string): WorkflowFile {
  return parsed(actionsWorkflow, path, text);
}

/** What an actions workflow uses: actions of its steps, and others of its kind. */
export function usesOfWorkflow(path: string, text: string): string[] {
  return Object.values(parseWorkflowFile(path, text).jobs).flatMap(({ uses, steps = [] }) => [
    ...(uses === undefined ? [] : [uses]),
    ...steps.flatMap((one) => one.uses ?? []),
  ]);
}

/** What the steps of a composite action use; nothing in one of another kind. */
export function usesOfAction(path: string, text: string): string[] {
  return (parsed(action, path, text).runs.steps ?? []).flatMap((one) => one.uses ?? []);
}

function parsed<Schema extends z.ZodType>(schema: Schema, path: string, text: string): z.infer<Schema> {
  const result = schema.safeParse(parse(text));
  if (result.success) return result.data;
  throw new Error(`${path} can't be read:\n${z.prettifyError(result.error)}`);
}
