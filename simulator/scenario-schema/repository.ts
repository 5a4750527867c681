import { z } from 'zod';

const names = z.array(z.string());

const job = z.strictObject({
  name: z.string(),
  seconds: z.number().nonnegative(),
  conclusion: z.string().exactOptional(),
  needs: names.exactOptional(),
  labels: names.exactOptional(),
});

const artifactFile = z.union([
  z.strictObject({ path: z.string(), bytes: z.int().nonnegative() }),
  z.strictObject({ path: z.string(), text: z.string() }),
]);

const actionsWorkflow = z.strictObject({
  path: z.string(),
  name: z.string(),
  state: z.enum(['active', 'disabled_manually', 'disabled_inactivity']).exactOptional(),
  on: z.strictObject({
    workflow_dispatch: z.strictObject({ inputs: names }).exactOptional(),
    repository_dispatch: z.strictObject({ types: names }).exactOptional(),
    push: z.strictObject({ branches: names, tags: names.exactOptional() }).exactOptional(),
    release: z.strictObject({ types: names }).exactOptional(),
    pull_request: z.strictObject({ branches: names.exactOptional() }).exactOptional(),
  }),
  concurrency: z.strictObject({ group: z.string(), cancelInProgress: z.boolean() }).exactOptional(),
  runName: z.string().exactOptional(),
  jobs: z.array(job),
  artifacts: z.array(
    z.strictObject({
      name: z.string(),
      files: z.array(artifactFile),
      archive: z.boolean().exactOptional(),
    }),
  ),
});

/** A repository of a scenario file. */
export const repository = z.strictObject({
  owner: z.string(),
  name: z.string(),
  defaultBranch: z.string().exactOptional(),
  immutableReleases: z.boolean().exactOptional(),
  actionsEnabled: z.boolean().exactOptional(),
  archived: z.boolean().exactOptional(),
  files: z.record(z.string(), z.string()).exactOptional(),
  workflows: z.array(actionsWorkflow).default([]),
  git: z.string().exactOptional(),
  runner: z.literal('act').exactOptional(),
});
