import { sameRepository } from './build-place.ts';
import { fullName } from './chain.ts';
import { doubtful, type Finding } from './finding.ts';
import type { SentDispatch } from './sent-dispatch.ts';

const CHECK = 'dispatches';

/** What an actions workflow tells Cascade by, which starts nothing. */
const REPORT = 'build-complete';

interface Place {
  readonly owner: string;
  readonly name: string;
}

/**
 * Whether an actions workflow starts by itself what Cascade starts already: then the same is built twice, or, where it
 * starts what started it, without end. `known` are all repositories that chains name.
 */
export function checkLoops(
  file: string,
  here: Place,
  sent: readonly SentDispatch[],
  known: readonly Place[],
): readonly Finding[] {
  const findings = sent.filter(({ what }) => what !== REPORT).flatMap((one) => checkSent(file, here, one, known));
  return [...new Map(findings.map((finding) => [finding.message, finding])).values()];
}

function checkSent(file: string, here: Place, sent: SentDispatch, known: readonly Place[]): readonly Finding[] {
  const what = sent.what === null ? '' : ` (${sent.what})`;
  const says = (to: string) => `${file} itself dispatches to ${to}${what}, by ${sent.how}`;
  if (sent.to === null) {
    return [doubtful(CHECK, `${says('its own repository')}: a loop, if that starts it again`, ONCE)];
  }
  const target = meant(sent.to, here, known);
  if (target !== undefined) return [doubtful(CHECK, `${says(fullName(target))}, which Cascade does too`, REMOVE)];
  const isNamed = /\/[\w.-]+$/.test(sent.to);
  return isNamed ? [] : [doubtful(CHECK, `${says(sent.to)}, which may be a repository of the chain`, REMOVE)];
}

/** The known repository that is meant, also where its owner is a variable: then it is that of the repository itself. */
function meant(to: string, here: Place, known: readonly Place[]): Place | undefined {
  const [, written = '', name = ''] = /^(.*)\/(.*)$/.exec(to) ?? [];
  const owner = /^[\w.-]+$/.test(written) ? written : here.owner;
  return known.find((place) => sameRepository(place, { owner, name }));
}

const REMOVE =
  'Remove that step: Cascade builds downstream, and tells those under `notifies:`. Until then the queue merges what a live ' +
  'train covers already, and any other train may build the same again.';
const ONCE =
  'Make sure that nothing which this starts comes to that step again, for example by ' +
  "`if: github.event_name != 'repository_dispatch'`.";
