import { textsField } from '../routes/fields.ts';
import type { Commands } from './command.ts';
import { optional, required, requiredNumber } from './command.ts';

/** What people do, asked for by another process. */
export const personCommands: Commands = {
  'POST /_simulator/dispatch': (simulator, body) => {
    return simulator.dispatchAsPerson(required(body, 'repository'), required(body, 'workflow'), {
      inputs: textsField(body, 'inputs'),
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
  'POST /_simulator/push-tag': (simulator, body) =>
    simulator.pushTag(required(body, 'repository'), required(body, 'tag'), {
      ...optional(body, 'at'),
      ...optional(body, 'message'),
      ...optional(body, 'login'),
    }),
  'POST /_simulator/delete-tag': (simulator, body) => {
    simulator.deleteTag(required(body, 'repository'), required(body, 'tag'));
    return {};
  },
  'POST /_simulator/merge-pull-request': (simulator, body) =>
    simulator.mergePullRequest(required(body, 'repository'), requiredNumber(body, 'number')),
  'POST /_simulator/rename': (simulator, body) => {
    simulator.rename(required(body, 'repository'), required(body, 'to'));
    return {};
  },
};
