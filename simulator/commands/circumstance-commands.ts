import { booleanField } from '../routes/fields.ts';
import type { Commands } from './command.ts';
import { required, requiredNumber } from './command.ts';

/** Circumstances that another process changes. */
export const circumstanceCommands: Commands = {
  'POST /_simulator/approve': (simulator, body) => {
    simulator.approve(requiredNumber(body, 'run'), body['review'] === 'rejected' ? 'rejected' : 'approved');
    return {};
  },
  'POST /_simulator/runner': (simulator, body) => {
    simulator.setRunner(required(body, 'name'), booleanField(body, 'online') ?? true);
    return {};
  },
  'POST /_simulator/expire-artifacts': (simulator, body) => {
    simulator.expireArtifacts(requiredNumber(body, 'run'));
    return {};
  },
};
