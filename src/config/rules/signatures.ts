import type { Rule } from './rule.ts';

/** As many people must sign as can, and nobody counts twice. */
export const enoughKeys: Rule = {
  name: 'enough-keys',
  check: ({ release }) => {
    const people = release?.signing?.people;
    if (people === undefined) return [];
    const { threshold, keys } = people;
    const path = ['release', 'signing', 'people'];
    const count = new Set(keys).size;
    const tooFew = `${threshold} must sign, but there ${count === 1 ? 'is 1 key' : `are ${count} keys`}; add keys, or ask for fewer`;
    return [
      ...(threshold > count ? [{ path: [...path, 'threshold'], message: tooFew }] : []),
      ...keys.flatMap((key, index) =>
        keys.indexOf(key) < index ? [{ path: [...path, 'keys', index], message: `"${key}" is there twice` }] : [],
      ),
    ];
  },
};
