import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import type { Scenario } from './scenario.ts';

const names = z.array(z.string());

const workflow = z.strictObject({
  path: z.string(),
  name: z.string(),
  on: z.strictObject({
    workflow_dispatch: z.strictObject({ inputs: names }).exactOptional(),
    repository_dispatch: z.strictObject({ types: names }).exactOptional(),
    push: z.strictObject({ branches: names }).exactOptional(),
    release: z.strictObject({ types: names }).exactOptional(),
  }),
  runName: z.string().exactOptional(),
  jobs: z.array(
    z.strictObject({
      name: z.string(),
      seconds: z.number().nonnegative(),
      conclusion: z.string().exactOptional(),
      needs: names.exactOptional(),
    }),
  ),
  artifacts: z.array(
    z.strictObject({
      name: z.string(),
      files: z.array(z.strictObject({ path: z.string(), bytes: z.int().nonnegative() })),
    }),
  ),
});

const repository = z.strictObject({
  owner: z.string(),
  name: z.string(),
  defaultBranch: z.string().exactOptional(),
  immutableReleases: z.boolean().exactOptional(),
  files: z.record(z.string(), z.string()).exactOptional(),
  workflows: z.array(workflow),
});

const chosen = {
  repository: z.string(),
  workflow: z.string().exactOptional(),
  job: z.string().exactOptional(),
  times: z.int().positive().exactOptional(),
};

const scenario: z.ZodType<Scenario> = z.strictObject({
  login: z.string(),
  tokens: names,
  repositories: z.array(repository),
  runners: z.number().positive().default(Infinity),
  webhooks: z.array(z.strictObject({ url: z.url(), secret: z.string(), events: names.exactOptional() })).default([]),
  behaviours: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('conclude'), conclusion: z.string(), ...chosen }),
        z.strictObject({ kind: z.literal('hold'), ...chosen }),
      ]),
    )
    .exactOptional(),
  returnRunDetails: z.boolean().exactOptional(),
  rateLimit: z.int().positive().exactOptional(),
});

/** Reads a scenario from a JSON file; without `runners` there is one for every job. Throws naming all that is wrong with it. */
export async function readScenario(path: string): Promise<Scenario> {
  const result = scenario.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!result.success) throw new Error(`${path} is no scenario:\n${z.prettifyError(result.error)}`);
  return result.data;
}
