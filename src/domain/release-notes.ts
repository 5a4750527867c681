import type { Pin } from './build-inputs.ts';
import type { Plan } from './plan.ts';

/** GitHub refuses notes of more characters. */
const MAXIMUM_LENGTH = 125_000;

/** The notes of a release: what was built, at which commit, and how to check the files. */
export function releaseNotes(plan: Plan, pins: readonly Pin[], marker: string): string {
  const rows = plan.builds.map(({ alias, repository, work }) => {
    const pin = pins.find((candidate) => candidate.alias === alias);
    return `| ${alias} | ${repository} | ${pin?.ref ?? ''} | ${repository}@${pin?.commit ?? ''} | ${DONE[work]} |`;
  });
  const head = ['| | repository | ref | commit | |', '|---|---|---|---|---|'];
  const check = ['', 'Check the files: `sha256sum -c SHA256SUMS`.', '', marker];
  const whole = [...head, ...rows, ...check].join('\n');
  if (whole.length <= MAXIMUM_LENGTH) return whole;
  return [`${rows.length} repositories were built for this release.`, ...check].join('\n');
}

const DONE = { build: 'built', verify: 'verified', nothing: 'nothing to build' } as const;
