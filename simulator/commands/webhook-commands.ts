import { z } from 'zod';

import { webhook } from '../scenario-schema/surroundings.ts';
import { Refusal } from '../server/answer.ts';
import type { Commands } from './command.ts';
import { required } from './command.ts';

/** Webhooks that are added or changed by another process, as they stand in a scenario file. */
export const webhookCommands: Commands = {
  'POST /_simulator/webhooks': (simulator, body) => {
    const result = webhook.safeParse(body);
    if (!result.success) throw new Refusal(422, z.prettifyError(result.error));
    simulator.addWebhook(result.data);
    return {};
  },
  'POST /_simulator/webhook-secret': (simulator, body) => {
    simulator.rotateWebhookSecret(required(body, 'url'), required(body, 'secret'));
    return {};
  },
};
