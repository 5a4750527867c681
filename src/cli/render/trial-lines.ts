import type { TakenDraft } from '../../app/verify/take-draft.ts';
import type { PublishedRelease } from '../../domain/train-state.ts';
import { alignRows, type Canvas } from './columns.ts';
import { VERDICT_MARKS } from './marks.ts';
import { oneLine } from './one-line.ts';
import { plural } from './plural.ts';
import { formatSize } from './size.ts';

/** A trial whose files were taken home. */
export interface ShownTrial {
  readonly release: PublishedRelease;
  readonly folder: string;
  readonly taken: TakenDraft;
}

/** What would be published, what was found wrong with it, and what became of the draft. */
export function renderTrial({ release, folder, taken }: ShownTrial, canvas: Canvas): readonly string[] {
  const { files, tag } = release;
  const rows = files.map(({ name, size, sha256 }) => [
    { text: `  ${name}` },
    { text: formatSize(size), right: true as const },
    { text: sha256, style: 'dim' as const },
  ]);
  return [
    '',
    `What would be published as ${tag} is in ${folder}:`,
    ...alignRows(rows, canvas),
    '',
    ...problems(taken).map((problem) => canvas.paint('red', `${VERDICT_MARKS.failed.symbol} ${oneLine(problem)}`)),
    ...verdict(release, taken, canvas),
  ];
}

function problems({ verification, changed }: TakenDraft): readonly string[] {
  const failed = verification.items.filter((item) => item.verdict === 'failed');
  return [
    ...failed.map(({ subject, message }) => `${subject}: ${message}`),
    ...changed.map((name) => `${name}: is not what the train put into the draft`),
  ];
}

function verdict({ files, url }: PublishedRelease, { left }: TakenDraft, { paint }: Canvas): readonly string[] {
  if (left !== null) return [paint('red', `The draft stays at ${url}: ${oneLine(left)}.`)];
  const whole = `${plural(files.length, 'file')}, each as its checksum says.`;
  return [paint('green', `${whole} The draft was removed; nothing was published.`)];
}
