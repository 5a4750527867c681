import { z } from 'zod';
import type { DeclaredStep } from '../domain/sent-dispatch.ts';
import { parsedYaml } from './parsed-yaml.ts';

const Step = z.object({
  uses: z.string().catch(''),
  run: z.string().catch(''),
  with: z.record(z.string(), z.coerce.string()).catch({}),
});
const Job = z.object({ steps: z.array(Step).catch([]) });
const Steps = z.object({ jobs: z.record(z.string(), Job) });

/** All steps of a file in `.github/workflows`, of every job; none where it is no actions workflow. */
export function readActionsSteps(text: string): readonly DeclaredStep[] {
  const { data } = Steps.safeParse(parsedYaml(text));
  return Object.values(data?.jobs ?? {}).flatMap(({ steps }) =>
    steps.map(({ uses, run, with: inputs }) => ({ uses, inputs, script: `${run}\n${inputs['script'] ?? ''}` })),
  );
}
