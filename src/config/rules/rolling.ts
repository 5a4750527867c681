import { refuseRolling } from '../../domain/release/rolling.ts';
import type { Rule } from './rule.ts';

/** What always stands for the last nightly has no name that one release alone can have. */
export const rollingName: Rule = {
  name: 'rolling-name',
  check: ({ release: { rolling } = {} }) => {
    if (rolling === undefined || refuseRolling(rolling, false) === null) return [];
    const message = `"${rolling}" is the name of one release only; give the rolling one another, such as nightly`;
    return [{ path: ['release', 'rolling'], message }];
  },
};
