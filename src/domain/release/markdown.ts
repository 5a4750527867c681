/** Has no width: where it stands, GitHub sees neither a mention nor a reference, and readers see no difference. */
const GAP = '&#8203;';

/**
 * Foreign text, such as a commit's title, as one line of Markdown that shows it and does nothing else: no mention of
 * people, no reference to issues, no HTML, no formatting, no new cell of a table.
 */
export function plainMarkdown(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_[\](){}!|~$]/g, String.raw`\$&`)
    .replaceAll('#', `\\#${GAP}`)
    .replaceAll('@', `@${GAP}`)
    .replaceAll('://', `:${GAP}//`)
    .replaceAll(/\bGH-(?=\d)/gi, `$&${GAP}`)
    .replace(/^(?:[-+=]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}${GAP}` : `\\${start}`));
}

/** A link. The address is one that GitHub gave, or is made of one. */
export function link(text: string, url: string): string {
  return `[${text}](${url})`;
}

/** A table of cells that are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
