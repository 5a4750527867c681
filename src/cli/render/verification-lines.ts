import type { Verification, VerifiedItem } from '../../domain/release/verification.ts';
import { alignRows } from './columns.ts';
import { VERDICT_MARKS } from './marks.ts';
import { oneLine } from './one-line.ts';
import type { Paint } from './paint.ts';
import { plural } from './plural.ts';

/** A line for each file and check, what it comes to, and the commands that check the same. Nothing is cut. */
export function renderVerification(
  verification: Verification,
  commands: readonly string[],
  paint: Paint,
): readonly string[] {
  const { items, warnings } = verification;
  const rows = items.map(({ subject, verdict, message }) => [
    { text: VERDICT_MARKS[verdict].symbol, style: VERDICT_MARKS[verdict].style },
    { text: subject },
    { text: verdict, style: VERDICT_MARKS[verdict].style },
    { text: message },
  ]);
  return [
    ...alignRows(rows, { width: Infinity, paint }),
    ...warnings.map((warning) => paint('yellow', `! known when it was published: ${oneLine(warning)}`)),
    '',
    ...summary(verification, paint),
    '',
    'The same without Cascade:',
    ...commands.map((command) => `  ${command}`),
  ];
}

function summary({ items, passed, signatures }: Verification, paint: Paint): readonly string[] {
  const of = (verdict: VerifiedItem['verdict']) => items.filter((item) => item.verdict === verdict).length;
  const counts = `${plural(items.length, 'check')}: ${of('failed')} failed, ${of('not checked')} not checked.`;
  if (!passed) return [paint('red', `${counts} Don't use these files.`)];
  if (signatures === 'good') return [paint('green', counts)];
  const doubt = 'NO SIGNATURE WAS CHECKED: the files fit each other, but nothing says who made them.';
  return [counts, paint('yellow', doubt)];
}
