import { pinAt, type PinPath } from '../../config/fleet/update-pins.ts';
import type { ActionPin, Fleet, Place } from '../../domain/fleet/fleet.ts';
import { type ActionRelease, isMajorStep, judgePin } from '../../domain/fleet/judge-pin.ts';
import { GitHubError } from '../../domain/github-error.ts';
import type { GitHub } from '../../github/port.ts';

/** A pin, what there is newer, and what to know about it. */
export interface LookedAtPin {
  /** Where it stands in `cascade.yml`, or would. */
  readonly path: PinPath;
  readonly repository: Place;
  readonly pin: ActionPin;
  /** What it can be replaced by; `null` for nothing. */
  readonly newer: ActionPin | null;
  /** `false` where something is wrong: the tag was moved, or GitHub didn't answer. */
  readonly ok: boolean;
  /** Completes a row; empty where there is nothing to say. */
  readonly remark: string;
}

type Candidate = Pick<LookedAtPin, 'path' | 'repository' | 'pin'>;

const DAY = 86_400_000;

/**
 * Looks for newer releases of everything that the fleet as a whole pins; what a member pins for itself is its own affair. Our own actions are taken at once; others' have to be older
 * than the cool-down, in milliseconds, within which a stolen release is mostly found out.
 */
export async function lookAtPins(
  github: GitHub,
  fleet: Fleet,
  text: string,
  cooldown: number,
): Promise<readonly LookedAtPin[]> {
  const now = Date.now();
  const own = ['actions', 'workflows'].flatMap((key) => {
    const path = ['fleet', key];
    const pin = pinAt(text, path);
    return pin === null ? [] : [{ path, repository: fleet.ci, pin }];
  });
  const others = Object.entries(fleet.pins).map(([action, pin]) => {
    const [owner = '', name = ''] = action.split('/');
    return { path: ['fleet', 'pins', action], repository: { owner, name }, pin };
  });
  return Promise.all([
    ...own.map((pin) => lookAtPin(github, pin, now)),
    ...others.map(async (pin) => {
      const looked = await lookAtPin(github, pin, now - cooldown);
      return pinAt(text, pin.path) === null ? notWritten(looked) : looked;
    }),
  ]);
}

async function lookAtPin(github: GitHub, candidate: Candidate, until: number): Promise<LookedAtPin> {
  const { repository, pin } = candidate;
  try {
    const releases = await releasesOf(github, repository);
    const moved = await movedTo(github, repository, pin);
    if (moved !== null) return { ...candidate, newer: null, ok: false, remark: moved };
    const { newer: version, waiting } = judgePin(pin, releases, until);
    const commit = version === null ? null : await github.commit(repository, `tags/${version}`);
    const newer = version === null || commit === null ? null : { version, commit };
    if (newer !== null && (await isSame(github, candidate, newer))) {
      return { ...candidate, newer: null, ok: true, remark: `${newer.version} has the same actions` };
    }
    const remarks = [
      ...(releases.length === 0 ? ['has no release'] : []),
      ...(newer !== null && isMajorStep(pin.version, newer.version) ? ['another major version: read its notes'] : []),
      ...(waiting === null ? [] : [`${waiting.version} is ${age(waiting)}: too young`]),
    ];
    return { ...candidate, newer, ok: true, remark: remarks.join('; ') };
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    return { ...candidate, newer: null, ok: false, remark: error.message };
  }
}

/**
 * The pin of our actions stands in the reusable actions workflows, and each of its changes makes another release of their
 * repository: it follows only where the actions themselves changed, or it would never come to rest.
 */
async function isSame(github: GitHub, { path, repository, pin }: Candidate, newer: ActionPin): Promise<boolean> {
  if (path.at(-1) !== 'actions') return false;
  const idAt = async (commit: string) => (await github.contentIds(repository, commit, ['actions']))?.[0] ?? null;
  const [before, after] = await Promise.all([idAt(pin.commit), idAt(newer.commit)]);
  return before !== null && before === after;
}

async function releasesOf(github: GitHub, repository: Place): Promise<readonly ActionRelease[]> {
  const releases = await github.releases(repository);
  return releases.filter(({ draft, prerelease }) => !draft && !prerelease).map(({ tag, at }) => ({ version: tag, at }));
}

/** A tag that leads elsewhere by now is a mistake at best, and whatever is newer there deserves no trust until it is explained. */
async function movedTo(github: GitHub, repository: Place, { commit, version }: ActionPin): Promise<string | null> {
  const now = await github.commit(repository, `tags/${version}`);
  if (now === null || now === commit) return null;
  return `the tag ${version} leads to ${now} by now: find out who moved it, and why`;
}

function notWritten(looked: LookedAtPin): LookedAtPin {
  if (looked.newer === null) return looked;
  return { ...looked, newer: null, remark: `${looked.newer.version} is there; comes with Cascade, unless ${PINNED}` };
}

const PINNED = 'fleet.pins names it';

function age({ at }: ActionRelease): string {
  const days = Math.floor((Date.now() - at) / DAY);
  return days === 1 ? '1 day old' : `${days} days old`;
}
