import { checkInstallation } from '../../domain/check-app.ts';
import { checkAccess, checkActions, checkImmutability, checkName } from '../../domain/check-repository.ts';
import { fullName } from '../../domain/chain.ts';
import { type CheckedPlace, wantedAccess } from '../../domain/checked-place.ts';
import type { Finding, FindingGroup } from '../../domain/finding.ts';
import { GitHubError } from '../../domain/github-error.ts';
import type { GitHubApp, GitHubSetup } from '../../github/app-port.ts';
import { permissionsFor } from '../../github/permissions.ts';
import type { GitHub, RepositoryName } from '../../github/port.ts';
import { asked, refusal } from './asked.ts';
import { examineBuilds } from './examine-builds.ts';
import { examineLoops } from './examine-loops.ts';
import { examinePushes } from './examine-pushes.ts';

/** All of GitHub that a check of the set-up asks. */
export interface AskedGitHub {
  readonly github: GitHub;
  readonly setup: GitHubSetup;
  /** The App and its slug; `null` with a personal token. */
  readonly app: { readonly port: GitHubApp; readonly slug: string } | null;
}

/** Looks at one repository: is it there, may and can we do there what the chains want, and does it leave the rest to us? */
export async function examinePlace(
  github: AskedGitHub,
  place: CheckedPlace,
  known: readonly RepositoryName[],
): Promise<FindingGroup> {
  const subject = fullName(place);
  const installation = await examineInstallation(github, place);
  if (installation.some(({ check, verdict }) => check === 'App' && verdict === 'wrong'))
    return { subject, findings: installation };
  const name = await examineName(github, place);
  if (name.verdict === 'wrong') return { subject, findings: [...installation, name] };
  const { setup } = github;
  const rest = await Promise.all([
    asked('access', async () => checkAccess(await setup.access(place), wantedAccess(place))),
    ...(place.builds.length === 0
      ? []
      : [
          asked('Actions', async () => checkActions(await setup.actionsEnabled(place))),
          examineBuilds(github.github, place, place.builds),
        ]),
    ...(place.publishes
      ? [asked('releases', async () => checkImmutability(await setup.immutableReleases(place), place.adopts))]
      : []),
    examineLoops(github.github, place, known),
    ...(place.pushes.length === 0 ? [] : [examinePushes(github.github, place, place.pushes)]),
  ]);
  return { subject, findings: [...installation, name, ...rest.flat()] };
}

async function examineInstallation({ app }: AskedGitHub, place: CheckedPlace): Promise<readonly Finding[]> {
  if (app === null) return [];
  return asked('App', async () =>
    checkInstallation(await app.port.installation(place), app.slug, permissionsFor(place)),
  );
}

async function examineName({ github }: AskedGitHub, place: RepositoryName): Promise<Finding> {
  try {
    return checkName(place, await github.repository(place));
  } catch (error) {
    if (error instanceof GitHubError) return refusal('repository', error);
    throw error;
  }
}
