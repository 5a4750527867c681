import { describeFailure, tally } from '../train-details.ts';
import type { TrainKind } from '../trigger.ts';
import type { TrainView } from '../train-view.ts';
import type { TellWebhook } from '../telling.ts';

/** What is told of a train, in short. */
export interface Notice {
  readonly event: 'settled' | 'person-needed';
  readonly train: string;
  readonly chain: string;
  readonly kind: TrainKind;
  readonly version: string | null;
  readonly state: string;
  /** The same as a sentence. */
  readonly text: string;
  readonly builds: readonly { readonly alias: string; readonly status: string; readonly why: string }[];
  /** The page of the release; `null` where none was published. */
  readonly release: string | null;
}

/** A notice for one address. */
export interface NoticeOrder {
  readonly webhook: Pick<TellWebhook, 'format' | 'urlVariable' | 'secretVariable'>;
  readonly notice: Notice;
  /** The same whenever it is sent again, so that who gets it twice can tell. */
  readonly delivery: string;
}

/** Who reads it wants to know what is wrong, not a list of a thousand. */
const MOST_BUILDS = 50;

/** What is told of a train as it is now. */
export function noticeOf(event: Notice['event'], view: TrainView): Notice {
  const { train, chain, kind, version, state, publishing } = view;
  const matters = view.builds.filter(({ status }) => status !== 'skipped' && status !== 'succeeded');
  const rest = view.builds.filter(({ status }) => status === 'succeeded');
  return {
    event,
    train,
    chain,
    kind,
    version,
    state,
    text: sentence(event, view),
    builds: [...matters, ...rest].slice(0, MOST_BUILDS).map(({ alias, status, why }) => ({ alias, status, why })),
    release: publishing?.status === 'published' ? publishing.release.url : null,
  };
}

function sentence(event: Notice['event'], view: TrainView): string {
  const { train, state, builds } = view;
  if (event === 'settled' && state === 'succeeded') return `${train} succeeded: ${tally(builds)}`;
  const gates = view.gates.filter((gate) => gate.state === 'waiting').map(({ name, why }) => `${name}: ${why}`);
  const causes = [describeFailure(view), ...gates].filter(Boolean);
  const head = event === 'settled' ? `${train} ${state}` : `${train} waits for a person`;
  return `${head}: ${causes.join('; ') || tally(builds)}`;
}

/** A notice as its receiver reads it. `link` leads to the train in Temporal, where that is known. */
export function renderNotice(format: TellWebhook['format'], notice: Notice, link: string | null): string {
  switch (format) {
    case 'cascade':
      return JSON.stringify({ ...notice, link });
    case 'slack':
      return JSON.stringify({ text: [escaped(notice.text), notice.release, link].filter(Boolean).join('\n') });
  }
}

/** Slack reads `<...>` as a link or a call to everybody. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
