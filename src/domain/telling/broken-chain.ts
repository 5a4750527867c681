import type { TrainView } from '../train-view.ts';

/** What of a chain is broken, by alias; `publishing` stands for releases that could not be published. */
export type Broken = Readonly<Record<string, Breakage>>;

interface Breakage {
  readonly train: string;
  readonly why: string;
}

/** What a train that settled means for its chain: what it found broken, and what is whole again. */
export interface ChainNews {
  readonly chain: string;
  readonly train: string;
  readonly broken: Broken;
  readonly whole: readonly string[];
}

const PUBLISHING = 'publishing';

/** What a train found out about its chain. */
export function chainNews({ chain, train, builds, publishing }: TrainView): ChainNews {
  const failed = builds.filter(({ status }) => status === 'failed').map(({ alias, why }) => [alias, { train, why }]);
  const published = publishing?.status === 'failed' ? [[PUBLISHING, { train, why: publishing.why }]] : [];
  const succeeded = builds.filter(({ status }) => status === 'succeeded').map(({ alias }) => alias);
  return {
    chain,
    train,
    broken: Object.fromEntries([...failed, ...published]) as Broken,
    whole: publishing?.status === 'published' ? [...succeeded, PUBLISHING] : succeeded,
  };
}

/** What is broken after the news. */
export function afterNews(before: Broken, { broken, whole }: ChainNews): Broken {
  const left = Object.entries(before).filter(([alias]) => !whole.includes(alias));
  return { ...Object.fromEntries(left), ...broken };
}

/** The issue of a broken chain; its body ends with what a program reads. */
export function writeIssue(chain: string, broken: Broken): { readonly title: string; readonly body: string } {
  const entries = Object.entries(broken);
  const rows = entries.map(
    ([alias, { train, why }]) => `- **${alias}**, since \`${train}\`: ${why.replaceAll(/\s+/g, ' ')}`,
  );
  const title =
    entries.length === 0 ? `${chain} is whole again` : `${chain} is broken: ${Object.keys(broken).join(', ')}`;
  const text =
    entries.length === 0
      ? ['Everything that was broken has succeeded since.']
      : ['These did not succeed when they were last tried:', '', ...rows, '', 'It closes by itself once they have.'];
  return { title: shortened(title), body: [...text, '', markerOf(chain, broken)].join('\n') };
}

const MARKER = /<!-- cascade-broken:(\S+) (\S+) -->\s*$/;

function markerOf(chain: string, broken: Broken): string {
  // Encoded, because nothing in it may end the comment.
  return `<!-- cascade-broken:${chain} ${encodeURIComponent(JSON.stringify(broken))} -->`;
}

/** What an issue says is broken of that chain; `null` for an issue about anything else. */
export function readIssue(chain: string, body: string): Broken | null {
  const [, name, text = ''] = MARKER.exec(body) ?? [];
  if (name !== chain) return null;
  try {
    // Nobody but us writes the marker; what a person made of it counts as nothing.
    return JSON.parse(decodeURIComponent(text)) as Broken;
  } catch {
    return {};
  }
}

const LONGEST_TITLE = 200;

function shortened(text: string): string {
  return text.length <= LONGEST_TITLE ? text : `${text.slice(0, LONGEST_TITLE - 1)}…`;
}
