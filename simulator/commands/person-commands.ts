import { objectField } from '../routes/fields.ts';
import type { Commands } from './command.ts';
import { optional, required, requiredNumber } from './command.ts';

/** What people do, asked for by another process. */
export const personCommands: Commands = {
  'POST /_simulator/dispatch': (simulator, body) => {
    const inputs = Object.entries(objectField(body, 'inputs')).map(([name, value]) => [name, String(value)]);
    return simulator.dispatchAsPerson(required(body, 'repository'), required(body, 'workflow'), {
      inputs: Object.fromEntries(inputs) as Record<string, string>,
      ...optional(body, 'login'),
    });
  },
  'POST /_simulator/rerun': (simulator, body) => {
    simulator.rerun(requiredNumber(body, 'run'), body['scope'] === 'failed' ? 'failed' : 'all');
    return {};
  },
  'POST /_simulator/cancel-run': (simulator, body) => {
    simulator.cancelRun(requiredNumber(body, 'run'));
    return {};
  },
  'POST /_simulator/delete-run': (simulator, body) => {
    simulator.deleteRun(requiredNumber(body, 'run'));
    return {};
  },
  'POST /_simulator/rename': (simulator, body) => {
    simulator.rename(required(body, 'repository'), required(body, 'to'));
    return {};
  },
};
