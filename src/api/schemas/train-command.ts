import { z } from 'zod';
import { TRAIN_COMMANDS } from '../../domain/control/command.ts';

const text = z.string().exactOptional();

/**
 * A command as its sender writes it. Which wish goes with which command is a rule of the domain, so that its words are the
 * same wherever a command comes from.
 */
export const TrainCommandOrder = z.strictObject({
  command: z.enum(TRAIN_COMMANDS),
  build: text.meta({
    description: 'retry: alias of a build, or "publish"; all that failed where left out. skip: alias of the build.',
  }),
  how: text.meta({ description: 'retry: "new-attempt" or "rerun-failed-jobs"; what the chain says where left out.' }),
  from: text.meta({ description: 'skip: id of the train whose build of that alias stands in.' }),
  runs: text.meta({ description: 'cancel: whether its actions runs are to "cancel" (where left out), or "leave".' }),
  draft: text.meta({ description: 'cancel: "keep" the draft that it made (where left out), or "remove" it.' }),
  builds: z.number().exactOptional().meta({ description: 'set-limits: builds of the train at once.' }),
  why: text.meta({ description: 'Kept with the command, and shown.' }),
});
export type TrainCommandOrder = z.infer<typeof TrainCommandOrder>;
