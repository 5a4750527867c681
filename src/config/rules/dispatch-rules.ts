import { placeholders } from '../../domain/template.ts';
import type { Finding } from '../problem.ts';
import { STANDARD_DISPATCHES } from '../standard-dispatches.ts';
import { wrongAlias } from './aliases.ts';
import { dispatchesIn } from './places.ts';
import type { Rule } from './rule.ts';

/** Another name of a repository leads to one, and is not the alias of a second. */
export const dispatchNames: Rule = {
  name: 'dispatch-names',
  check: (file) =>
    dispatchesIn(file).flatMap(({ path, value }): readonly Finding[] =>
      value === 'standard'
        ? []
        : Object.entries(value.names ?? {}).flatMap(([name, alias]): readonly Finding[] => {
            const place = [...path, 'names', name];
            const message = wrongAlias(file, alias);
            if (message !== null) return [{ path: place, message }];
            if (!Object.hasOwn(file.repositories, name)) return [];
            return [{ path: place, message: `"${name}" is an alias itself; leave the name out`, key: true }];
          }),
    ),
};

/** Of two rules for one event the second would never be asked. */
export const differentDispatches: Rule = {
  name: 'different-dispatches',
  check: (file) => {
    const rules = dispatchesIn(file);
    return rules.flatMap(({ path, value }, index): readonly Finding[] => {
      const earlier = rules.slice(0, index).map((rule) => rule.value);
      if (value === 'standard') return earlier.includes(value) ? [{ path, message: 'standard is there twice' }] : [];
      const { event } = value;
      const place = [...path, 'event'];
      if (earlier.some((rule) => rule !== 'standard' && rule.event === event)) {
        return [{ path: place, message: `there is a rule for ${event} already` }];
      }
      const isStandard = STANDARD_DISPATCHES.some(({ eventType }) => eventType === event);
      if (!isStandard || !earlier.includes('standard')) return [];
      return [{ path: place, message: `standard has a rule for ${event} already; write yours before it` }];
    });
  },
};

/** Something names the repository where a rule builds the one that is named, and nothing does elsewhere. */
export const dispatchesName: Rule = {
  name: 'dispatches-name',
  check: (file) =>
    dispatchesIn(file).flatMap(({ path, value }): readonly Finding[] => {
      if (value === 'standard') return [];
      const inEvent = placeholders(value.event).includes('alias');
      if (value.builds !== 'named') {
        const message = `the event "${value.event}" names a repository; say builds: named, or leave {alias} out`;
        return inEvent ? [{ path: [...path, 'event'], message }] : [];
      }
      if (inEvent || value.repository_fields?.length !== 0) return [];
      const message = 'neither event nor payload names a repository; put {alias} into event, or name repository_fields';
      return [{ path: [...path, 'builds'], message }];
    }),
};
