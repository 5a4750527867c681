import { z } from 'zod';

const parameters = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .exactOptional()
  .meta({ description: 'Values of the parameters of the chain; all of them where left out.' });
const chain = z.string().meta({ description: 'Name of the chain.' });

/** A repository that changed: its alias, or with the commit; without one the head of its branch is meant. */
const Change = z.union([
  z.string(),
  z.strictObject({ repository: z.string(), commit: z.string().exactOptional() }),
]);

const refs = z
  .record(z.string(), z.string())
  .exactOptional()
  .meta({ description: 'Branch, tag or commit by alias, where it is not what the chain would choose by itself.' });
const dryRun = z
  .boolean()
  .exactOptional()
  .meta({ description: 'Everything up to the draft, and nothing published.' });
const force = z
  .boolean()
  .exactOptional()
  .meta({ description: 'Whether a nightly is made although nothing changed since the last one.' });
const line = z
  .string()
  .exactOptional()
  .meta({ description: 'The branch whose heads are preferred to those of the own branch of each repository.' });
const only = z
  .boolean()
  .exactOptional()
  .meta({ description: 'Whether the changed repositories are built alone, and nothing that depends on them.' });

/** What a train is asked for with. Names and versions are checked by the rules of the domain, so that their words are the same everywhere. */
export const TrainOrder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('release'), chain, version: z.string(), parameters, refs, dryRun }),
  z.strictObject({ kind: z.literal('nightly'), chain, parameters, refs, dryRun, force }),
  z.strictObject({ kind: z.literal('cascade'), chain, changed: z.array(Change).min(1), line, only, parameters }),
]);
export type TrainOrder = z.infer<typeof TrainOrder>;
