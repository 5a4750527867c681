import type { GitHub } from '../../github/port.ts';
import type { PullRequest } from '../../github/port-code.ts';
import { actAndLook } from './act-and-look.ts';
import type { DecidedLook, RepositoryLook } from './look-at-repository.ts';
import { closingBody, FLEET_BRANCH, type Proposal } from './proposal.ts';

/** The open pull request from our branch, the one into the right branch before any other; `null` where there is none. */
export async function openPullRequest(github: GitHub, { place, into }: RepositoryLook): Promise<PullRequest | null> {
  const open = await github.pullRequests(place, FLEET_BRANCH);
  return open.find((pull) => pull.into === into) ?? open[0] ?? null;
}

/** Whether a pull request says just what is proposed. */
export function says({ title, body, into }: PullRequest, proposal: Proposal, look: RepositoryLook): boolean {
  return title === proposal.title && plain(body) === plain(proposal.body) && into === look.into;
}

/** Opens the pull request, or makes the one that is open say what is proposed. */
export async function writePullRequest(
  github: GitHub,
  look: RepositoryLook,
  open: PullRequest | null,
  proposal: Proposal,
): Promise<PullRequest> {
  const { place, into } = look;
  return actAndLook(
    `The pull request from ${FLEET_BRANCH} in ${place.owner}/${place.name} was written`,
    () =>
      open === null
        ? github.createPullRequest(place, { ...proposal, branch: FLEET_BRANCH, into })
        : github.editPullRequest(place, open.number, { ...proposal, into }),
    async () => {
      const written = await openPullRequest(github, look);
      return written !== null && says(written, proposal, look) ? written : null;
    },
  );
}

/** Closes a pull request that has nothing more to give, and says so in it. */
export async function closePullRequest(github: GitHub, look: DecidedLook, pull: PullRequest): Promise<void> {
  await actAndLook(
    `The pull request ${pull.number} in ${look.place.owner}/${look.place.name} was closed`,
    () => github.closePullRequest(look.place, pull.number, closingBody(look.into, look.decisions, pull.body)),
    async () => ((await openPullRequest(github, look))?.number === pull.number ? null : true),
  );
}

/** GitHub's page leaves line ends of Windows, and blanks at the end count for nothing. */
function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trimEnd();
}
