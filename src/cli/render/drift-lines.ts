import type { RepositoryDrift } from '../../app/fleet/fleet-folder.ts';
import { plural } from './plural.ts';

type DriftState = RepositoryDrift['drift'][number]['state'];

/** What is said of a file behind its path. */
const WORDS: Readonly<Record<DriftState, string>> = {
  missing: 'is missing',
  outdated: 'is out of date',
  changed: 'was changed by hand: say it in cascade.yml, or mark the file as owned',
  'hand-written': 'was written by hand: `cascade fleet adopt` tells what of it is covered',
  'left-over': 'is generated no longer',
  'left-over-changed': 'is generated no longer, and was changed by hand: remove it yourself',
};

const KEPT: readonly DriftState[] = ['changed', 'hand-written', 'left-over-changed'];

/** One line for each file that differs, and a sentence about all. */
export function driftLines(drift: readonly RepositoryDrift[]): readonly string[] {
  const lines = drift.flatMap(({ repository, drift: files }) =>
    files.map(({ path, state }) => `${repository}/${path} ${WORDS[state]}`),
  );
  const repositories = plural(drift.length, 'repository', 'repositories');
  return lines.length === 0
    ? [`${repositories}, all as generated`]
    : [...lines, '', plural(lines.length, 'difference')];
}

/** What was written and what stays because a person wrote it; `left` says whether anything does. */
export function writtenLines(
  drift: readonly RepositoryDrift[],
  take: boolean,
): { readonly lines: readonly string[]; readonly left: boolean } {
  const files = drift.flatMap(({ repository, drift: list }) => list.map((file) => ({ repository, ...file })));
  const kept = take ? [] : files.filter(({ state }) => KEPT.includes(state));
  const lines = kept.map(({ repository, path, state }) => `${repository}/${path} stays: it ${WORDS[state]}`);
  const written = `${plural(files.length - kept.length, 'file')} written or removed, in ${plural(drift.length, 'repository', 'repositories')}`;
  return { lines: [...lines, written], left: kept.length > 0 };
}
