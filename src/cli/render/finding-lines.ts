import type { Finding, FindingGroup } from '../../domain/finding.ts';
import { FINDING_MARKS } from './marks.ts';
import type { Paint } from './paint.ts';
import { plural } from './plural.ts';

/** Findings with what to do about them, group by group, and how many there are of each kind. Nothing is cut: advice is to be copied. */
export function renderFindings(groups: readonly FindingGroup[], paint: Paint): readonly string[] {
  const width = Math.max(0, ...groups.flatMap(({ findings }) => findings.map(({ check }) => check.length)));
  return [...groups.flatMap((group) => renderGroup(group, width, paint)), count(groups)];
}

function renderGroup({ subject, findings }: FindingGroup, width: number, paint: Paint): readonly string[] {
  return [paint('bold', subject), ...findings.flatMap((finding) => renderFinding(finding, width, paint)), ''];
}

function renderFinding({ check, verdict, message, advice }: Finding, width: number, paint: Paint): readonly string[] {
  const { symbol, style } = FINDING_MARKS[verdict];
  const indent = ' '.repeat(width + 6);
  return [
    `  ${paint(style, symbol)} ${check.padEnd(width)}  ${message.replaceAll('\n', `\n${indent}`)}`,
    ...(advice === '' ? [] : [`${indent}${paint('dim', advice.replaceAll('\n', `\n${indent}`))}`]),
  ];
}

function count(groups: readonly FindingGroup[]): string {
  const of = (verdict: Finding['verdict']) =>
    groups.flatMap(({ findings }) => findings).filter((finding) => finding.verdict === verdict).length;
  const bad = [`${of('wrong')} wrong`, `${of('doubtful')} to look at`];
  return `${plural(of('fine') + of('doubtful') + of('wrong'), 'check')}: ${bad.join(', ')}.`;
}
