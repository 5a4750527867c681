import { readFile } from 'node:fs/promises';

import { z } from 'zod';

import { behaviour } from './scenario-schema/behaviour.ts';
import { fault, lag } from './scenario-schema/fault.ts';
import { registryPackage } from './scenario-schema/registry.ts';
import { repository } from './scenario-schema/repository.ts';
import { app, runner, webhook } from './scenario-schema/surroundings.ts';
import type { Scenario } from './scenario.ts';

const scenario: z.ZodType<Scenario> = z.strictObject({
  login: z.string(),
  tokens: z.array(z.string()),
  repositories: z.array(repository),
  runners: z.number().positive().default(Infinity),
  webhooks: z.array(webhook).default([]),
  behaviours: z.array(behaviour).exactOptional(),
  returnRunDetails: z.boolean().exactOptional(),
  rateLimit: z.int().positive().exactOptional(),
  app: app.exactOptional(),
  faults: z.array(fault).exactOptional(),
  lag: lag.exactOptional(),
  selfHosted: z.array(runner).exactOptional(),
  linkSeconds: z.number().positive().exactOptional(),
  registry: z.array(registryPackage).exactOptional(),
  largestAsset: z.int().positive().exactOptional(),
  act: z
    .strictObject({ executable: z.string(), environment: z.record(z.string(), z.string()).exactOptional() })
    .exactOptional(),
});

/** Reads a scenario from a JSON file; without `runners` there is one for every job. Throws naming all that is wrong with it. */
export async function readScenario(path: string): Promise<Scenario> {
  const result = scenario.safeParse(JSON.parse(await readFile(path, 'utf8')));
  if (!result.success) throw new Error(`${path} is no scenario:\n${z.prettifyError(result.error)}`);
  return result.data;
}
