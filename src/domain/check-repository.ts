import { fullName } from './chain.ts';
import { doubtful, fine, type Finding, wrong } from './finding.ts';

interface Named {
  readonly owner: string;
  readonly name: string;
}

/** Whether a repository still has the name that the chain calls it by. */
export function checkName(configured: Named, found: Named & { readonly defaultBranch: string }): Finding {
  const [before, now] = [fullName(configured), fullName(found)];
  if (before.toLowerCase() === now.toLowerCase())
    return fine('repository', `its default branch is ${found.defaultBranch}`);
  const advice = `Write ${now} into cascade.yml: the old name leads there only until somebody else takes it.`;
  return doubtful('repository', `it is called ${now} now`, advice);
}

/** What a chain wants of a repository beside reading it. */
export type WantedAccess = 'read' | 'tell' | 'dispatch' | 'publish';

const WANTS: Readonly<Record<Exclude<WantedAccess, 'read'>, string>> = {
  tell: 'news of the chain is sent there',
  dispatch: 'builds are dispatched there',
  publish: 'releases are published there',
};

/** Whether the token may do there what the chain wants; `null` where it can't even see the repository. */
export function checkAccess(
  access: { readonly write: boolean; readonly archived: boolean } | null,
  wanted: WantedAccess,
): Finding {
  const check = 'access';
  if (access === null) return wrong(check, 'it is not visible', "Let the token or the App's installation cover it.");
  if (wanted === 'read') return fine(check, 'can be read, and more is not needed');
  if (access.archived) {
    return wrong(
      check,
      `it is archived, and ${WANTS[wanted]}`,
      'Unarchive it on its settings page, or take it out of the chain.',
    );
  }
  if (access.write) return fine(check, 'can be written');
  const permission = 'Give the token, or the account that it belongs to, write access (docs/github-app.md).';
  return wrong(check, `the token may not write, and ${WANTS[wanted]}`, permission);
}

/** Whether GitHub runs actions workflows there at all; `null` where the token may not know. */
export function checkActions(enabled: boolean | null): Finding {
  const check = 'Actions';
  if (enabled === null) {
    return doubtful(
      check,
      'the token may not see whether they are on',
      'The permission Administration: read would show it.',
    );
  }
  return enabled ? fine(check, 'are on') : wrong(check, 'are off', 'Turn them on under Settings, Actions, General.');
}

/** Whether the actions workflow is there and enabled. */
export function checkWorkflowState(
  candidates: readonly string[],
  chosen: { readonly file: string; readonly state: string } | null,
): Finding {
  const check = 'actions workflow';
  if (chosen === null) {
    const names = candidates.join(', ');
    return wrong(
      check,
      `the default branch has no ${names}`,
      'Add it under .github/workflows (examples/actions/build.yml is one), or name another by `workflows:`.',
    );
  }
  if (chosen.state === 'active') return fine(check, `${chosen.file} is active`);
  return wrong(
    check,
    `${chosen.file} is ${chosen.state.replaceAll('_', ' ')}`,
    'Enable it on the Actions page of the repository.',
  );
}

/**
 * What releases of the target can't have done to them; `null` where the token may not know. One that a person publishes
 * to start a train, and that takes its files, must be open to changes.
 */
export function checkImmutability(immutable: boolean | null, adopts: boolean): Finding {
  const check = 'releases';
  if (immutable === null) {
    const why = adopts ? ', and one that is takes no files of the train that it starts' : '';
    return doubtful(
      check,
      `the token may not see whether they are immutable${why}`,
      'The permission Administration: read would show it.',
    );
  }
  if (!immutable) {
    const more = adopts
      ? 'one that a person publishes takes the files of the train that it starts'
      : 'immutable releases (Settings, General) would rule that out';
    return fine(check, `can be changed after publishing; ${more}`);
  }
  if (!adopts) return fine(check, 'are immutable: what is published stays as it is, and its tag is never free again');
  return wrong(
    check,
    'are immutable, so one that a person publishes here takes no files of the train that it starts',
    'Take this repository out of `triggers: releases:` and start releases by hand, or publish in another repository.',
  );
}
