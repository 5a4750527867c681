import { MAXIMUM_LENGTH, STEP_PREFIX } from '../../domain/ids.ts';
import { fillTemplate, placeholders } from '../../domain/template.ts';
import { DEFAULT_STEP } from '../defaults.ts';
import { didYouMean } from '../nearest.ts';
import type { Finding } from '../problem.ts';
import type { ChainFile } from '../schema.ts';
import { MOST_FIELDS, OWN_FIELD } from './dispatch.ts';
import { stepsIn } from './places.ts';
import type { Rule } from './rule.ts';

/** The workflow of a step ends in the alias, behind a prefix. */
const LONGEST_ALIAS = MAXIMUM_LENGTH.alias - STEP_PREFIX.length;

/** A step publishes what is in the release, and each repository has one. */
export const knownSteps: Rule = {
  name: 'known-steps',
  check: (file) => {
    const steps = stepsIn(file);
    return steps.flatMap(({ path, value: { repository } }, index): readonly Finding[] => {
      const earlier = steps.slice(0, index).some(({ value }) => value.repository === repository);
      const message = earlier
        ? `${repository} has a step already; let one actions workflow publish all of it`
        : wrongRepository(file, repository);
      return message === null ? [] : [{ path: [...path, 'repository'], message }];
    });
  },
};

function wrongRepository({ repositories }: ChainFile, alias: string): string | null {
  const entry = Object.hasOwn(repositories, alias) ? repositories[alias] : undefined;
  if (entry === undefined) return `"${alias}" is no alias here${didYouMean(alias, Object.keys(repositories))}`;
  if (entry.releases === false) return `${alias} is not part of a release; leave the step out, or releases: false`;
  if (alias.length <= LONGEST_ALIAS) return null;
  return `the alias of a repository with a step can have ${LONGEST_ALIAS} characters at most`;
}

/** What a step sends keeps to GitHub's limits, and leaves our own field to us. */
export const stepInputs: Rule = {
  name: 'step-inputs',
  check: (file) =>
    stepsIn(file).flatMap(({ path, value: { inputs = {}, marker = DEFAULT_STEP.marker } }): readonly Finding[] => {
      const place = [...path, 'inputs'];
      const sent = marker !== 'none';
      if (sent && Object.hasOwn(inputs, OWN_FIELD)) {
        const message = `Cascade adds the field "${OWN_FIELD}" itself; leave it out, or say marker: none where the field means something else`;
        return [{ path: [...place, OWN_FIELD], message, key: true }];
      }
      const count = Object.keys(inputs).length + (sent ? 1 : 0);
      const most = MOST_FIELDS.workflow_dispatch;
      if (count <= most) return [];
      return [{ path: place, message: `${count} inputs with our own; GitHub takes at most ${most}`, key: true }];
    }),
};

/** An address that can be asked, and that answers otherwise for another version. */
export const stepAddress: Rule = {
  name: 'step-address',
  check: (file) =>
    stepsIn(file).flatMap(({ path, value: { published, lag } }): readonly Finding[] => {
      if (published === undefined) {
        if (lag === undefined) return [];
        const message = 'nothing is waited for where no address says whether it is there; add published';
        return [{ path: [...path, 'lag'], message, key: true }];
      }
      const message = wrongAddress(published);
      return message === null ? [] : [{ path: [...path, 'published'], message }];
    }),
};

function wrongAddress(template: string): string | null {
  const named = placeholders(template);
  const address = fillTemplate(template, Object.fromEntries(named.map((name) => [name, 'x'])));
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return `"${template}" must be an address that begins with https`;
  if (url.username !== '' || url.password !== '') return 'the address must hold no name and no password';
  if (named.includes('version') || named.includes('version_number')) return null;
  return `"${template}" is the same for every version, so the step would never run again; put {version} or {version_number} into it`;
}
