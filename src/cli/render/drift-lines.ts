import type { CheckedRepository } from '../../app/fleet/fleet-folder.ts';
import { plural } from './plural.ts';

/** One line for each file that differs, and a sentence about all. */
export function driftLines(checked: readonly CheckedRepository[]): readonly string[] {
  const lines = checked.flatMap(({ repository, files }) =>
    files.map(({ path, why }) => `${repository}/${path} ${why}`),
  );
  return lines.length === 0
    ? [`${repositories(checked)}, all as generated`]
    : [...lines, '', plural(lines.length, 'difference')];
}

/** What was written, and what stays because a person has to look at it. */
export function writtenLines(checked: readonly CheckedRepository[]): readonly string[] {
  const files = checked.flatMap(({ repository, files: list }) => list.map((file) => ({ repository, ...file })));
  const left = files.filter(({ action }) => action === 'leave');
  return [
    ...left.map(({ repository, path, why }) => `${repository}/${path} stays: it ${why}`),
    `${plural(files.length - left.length, 'file')} written or removed, in ${repositories(checked)}`,
  ];
}

function repositories({ length }: readonly CheckedRepository[]): string {
  return plural(length, 'repository', 'repositories');
}
