import { type FileDecision, isTakenOver } from '../../fleet/decide.ts';
import type { GitCommit } from '../../github/port-code.ts';

/** The one branch on which changes of generated files are proposed. */
export const FLEET_BRANCH = 'cascade/fleet';

const TITLE = 'Bring the actions workflows up to date';
const TREE = 'Cascade-Fleet-Tree';
const TAKE = 'Cascade-Fleet-Take';

/** What is proposed to a repository, in the words of its commit and its pull request. */
export interface Proposal {
  readonly title: string;
  readonly body: string;
}

/** The words for a pull request that makes these changes, and leaves those files. */
export function describeProposal(decisions: readonly FileDecision[]): Proposal {
  const left = decisions.filter(({ action }) => action === 'leave');
  const changed = decisions.filter(({ action }) => action !== 'leave');
  const body = [
    'Made by `cascade fleet sync` from the configuration of the chain:',
    ...listed(changed),
    ...(left.length === 0 ? [] : ['Left as they are:', ...listed(left)]),
    'This branch is written anew when the configuration or its base changes. With commits of others on it, it is left alone. ' +
      'What should be otherwise is said in `cascade.yml`; a file that this repository keeps as its own is `owned` there.',
  ];
  return { title: TITLE, body: body.join('\n\n') };
}

/**
 * The message of a commit with that tree. It names what a person had taken over, for as long as it is proposed; and the last
 * line lets the commit be told from one that somebody changed.
 */
export function commitMessage(decisions: readonly FileDecision[], tree: string): string {
  const changes = decisions.flatMap(({ action, path }) => (action === 'leave' ? [] : [`${action} ${path}`]));
  const taken = decisions.filter(isTakenOver).map(({ path }) => `${TAKE}: ${path}`);
  return [TITLE, changes.join('\n'), [...taken, `${TREE}: ${tree}`].join('\n')].join('\n\n');
}

/** The paths of the files that a commit of ours takes over. */
export function takenIn({ message }: GitCommit): readonly string[] {
  return Array.from(message.matchAll(new RegExp(`^${TAKE}: (.+)$`, 'gm')), ([, path = '']) => path);
}

/** Whether a commit is one that we made, and still as we made it. What we make comes right after a commit of another branch. */
export function isOurCommit({ message, tree, parents }: GitCommit): boolean {
  return parents.length === 1 && message.trimEnd().endsWith(`\n${TREE}: ${tree}`);
}

/** What a pull request says once its branch has nothing more to give; `decisions` are what is left to people. */
export function closingBody(into: string, decisions: readonly FileDecision[], body: string): string {
  const why =
    decisions.length === 0
      ? [`Closed by \`cascade fleet sync\`: ${into} has all of this by now.`]
      : [
          `Closed by \`cascade fleet sync\`: nothing is left here that it may change. A person has to look at:`,
          ...listed(decisions),
        ];
  return [...why, '---', body].join('\n\n');
}

function listed(decisions: readonly FileDecision[]): readonly string[] {
  return [decisions.map(({ path, why }) => `- \`${path}\` ${why}`).join('\n')];
}
