import { milliseconds } from '../duration.ts';
import type { Finding } from '../problem.ts';
import { DEFAULT_DEPLOY, DEFAULT_GATE } from '../defaults.ts';
import type { Gate } from '../gates-schema.ts';
import type { ChainFile } from '../schema.ts';
import { wrongAliases } from './aliases.ts';
import { gatesIn } from './places.ts';
import type { Rule } from './rule.ts';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/;

/** A gate is approved by its name, which a person can type. */
export const gateNames: Rule = {
  name: 'gate-names',
  check: (file) =>
    gatesIn(file).flatMap(({ path, value: { name } }, index): readonly Finding[] => {
      const place = [...path, 'name'];
      if (!NAME.test(name)) {
        const message = `"${name}" must be at most 50 letters, digits, dots, hyphens and underscores, beginning with a letter or digit`;
        return [{ path: place, message }];
      }
      const earlier = gatesIn(file).slice(0, index);
      return earlier.some(({ value }) => value.name === name)
        ? [{ path: place, message: `there is a gate "${name}" already` }]
        : [];
    }),
};

/** The repositories of a gate are in the chain, and wait by themselves only before they are built. */
export const gateRepositories: Rule = {
  name: 'gate-repositories',
  check: (file) =>
    gatesIn(file).flatMap(({ path, value: { before, repositories } }): readonly Finding[] => {
      if (repositories === undefined) return [];
      const place = [...path, 'repositories'];
      if (before === 'building') return wrongAliases(file, place, repositories);
      const message = `before ${before} the whole train waits; leave repositories out, or say before: building`;
      return [{ path: place, message, key: true }];
    }),
};

/** Behind a gate there is something to do. */
export const gateHasWork: Rule = {
  name: 'gate-has-work',
  check: (file) =>
    gatesIn(file).flatMap(({ path, value }) => {
      const message = nothingBehind(file, value);
      return message === null ? [] : [{ path: [...path, 'before'], message }];
    }),
};

function nothingBehind({ release, repositories }: ChainFile, gate: Gate): string | null {
  const { before } = gate;
  const kinds = gate.kinds ?? DEFAULT_GATE.kinds;
  if (before === 'building') return null;
  if (before === 'publishing') {
    if (release === undefined) return 'nothing is published here; add release.publish_in, or leave the gate out';
    return kinds.every((kind) => kind === 'cascade') ? 'a cascade publishes nothing; name other kinds' : null;
  }
  const deployed = Object.values(repositories).flatMap(({ deploy }) =>
    deploy === undefined ? [] : (deploy.on ?? DEFAULT_DEPLOY.kinds),
  );
  if (deployed.length === 0) return 'no repository is deployed; add deploy to one, or leave the gate out';
  if (kinds.some((kind) => deployed.includes(kind))) return null;
  return `no ${kinds.join(' and no ')} deploys anything; name other kinds, or add them to on of a deploy`;
}

/** A gate opens before its time is over. */
export const gateTimes: Rule = {
  name: 'gate-times',
  check: (file) =>
    gatesIn(file).flatMap(({ path, value: { wait = DEFAULT_GATE.wait, expires } }) => {
      if (expires === undefined || milliseconds(expires) > milliseconds(wait)) return [];
      const message = `it would expire (${expires}) before it may open (wait: ${wait}); make it longer`;
      return [{ path: [...path, 'expires'], message }];
    }),
};
