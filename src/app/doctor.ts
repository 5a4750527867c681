import type { Environment } from '../config/environment.ts';
import { type Chain, fullName } from '../domain/chain.ts';
import { checkOwnDispatches } from '../domain/check-own-dispatches.ts';
import { checkSigning } from '../domain/check-signing.ts';
import { checkTelling } from '../domain/check-telling.ts';
import { checkedPlaces } from '../domain/checked-place.ts';
import { type Finding, type FindingGroup, fine, wrong } from '../domain/finding.ts';
import { GitHubError } from '../domain/github-error.ts';
import { makeGitHubApp } from '../github/app.ts';
import { makeGitHub } from '../github/github.ts';
import type { RepositoryName } from '../github/port.ts';
import { makeGitHubSetup } from '../github/setup.ts';
import { refusal } from './doctor/asked.ts';
import { examineBudgets, examineGitHub } from './doctor/examine-github.ts';
import { type AskedGitHub, examinePlace } from './doctor/examine-place.ts';
import { examineTemporal } from './doctor/examine-temporal.ts';
import { examineTold } from './doctor/examine-told.ts';
import { lookAtVariable } from './doctor/look-at-variable.ts';
import { gitHubOptions } from './github-options.ts';
import { UserError } from './user-error.ts';

/** Repositories that are looked at together; each takes a handful of requests. */
const AT_ONCE = 8;

/** Looks at all that the chains need, and changes nothing. What can't be asked is a finding, too. */
export async function examine(
  environment: Environment,
  chains: readonly Chain[],
  env: NodeJS.ProcessEnv,
): Promise<readonly FindingGroup[]> {
  const names = chains.map(({ name }) => name).join(', ');
  const [github, temporal] = await Promise.all([
    examineAllOfGitHub(environment, chains),
    examineTemporal({ ...environment, env }),
  ]);
  const said = chains.flatMap((chain) => [
    ...checkOwnDispatches(chain),
    ...checkSigning(chain, environment.signing !== null),
    ...checkTelling(chain, lookAtVariable(env)),
  ]);
  const configuration = { subject: 'Configuration', findings: [fine('chains', `${names}: in order`), ...said] };
  return [configuration, ...github, temporal];
}

async function examineAllOfGitHub(
  environment: Environment,
  chains: readonly Chain[],
): Promise<readonly FindingGroup[]> {
  const asked = await askedGitHub(environment);
  if ('verdict' in asked) return [{ subject: 'GitHub', findings: [asked] }];
  const places = checkedPlaces(chains);
  const owners = [...new Set(places.map(({ owner }) => owner))];
  const general = await examineGitHub(asked, owners, environment.webhookSecrets.length);
  // Each repository would only say so again.
  if (general.findings.some(({ check, verdict }) => check === 'credentials' && verdict === 'wrong')) return [general];
  const told = onlyTold(chains, places);
  const known = [...places, ...told];
  const groups = [
    ...(await someAtOnce(places, (place) => examinePlace(asked, place, known))),
    ...(await someAtOnce(told, (place) => examineTold(asked, place))),
  ];
  const findings = [...general.findings, ...examineBudgets(asked.github, owners)];
  return [{ ...general, findings }, ...groups];
}

async function someAtOnce<Place>(
  places: readonly Place[],
  look: (place: Place) => Promise<FindingGroup>,
): Promise<readonly FindingGroup[]> {
  const groups: FindingGroup[] = [];
  for (let start = 0; start < places.length; start += AT_ONCE) {
    groups.push(...(await Promise.all(places.slice(start, start + AT_ONCE).map(look))));
  }
  return groups;
}

/** Each once, without those that are looked at for more. GitHub doesn't tell names apart by case. */
function onlyTold(chains: readonly Chain[], places: readonly RepositoryName[]): readonly RepositoryName[] {
  const keyOf = (place: RepositoryName) => fullName(place).toLowerCase();
  const known = new Set(places.map(keyOf));
  const told = Map.groupBy(chains.flatMap(notifiedPlaces), keyOf);
  return [...told].flatMap(([key, [first]]) => (first === undefined || known.has(key) ? [] : [first]));
}

/** Repositories outside the chain that are told after success; those inside are among its places. */
function notifiedPlaces({ repositories }: Chain): readonly RepositoryName[] {
  return repositories.flatMap(({ notifies }) =>
    notifies.flatMap((reference) => {
      const [owner, name] = reference.split('/');
      return owner === undefined || name === undefined ? [] : { owner, name };
    }),
  );
}

/** GitHub as the environment's credentials see it; where they don't work at all, that is the one finding. */
async function askedGitHub(environment: Environment): Promise<AskedGitHub | Finding> {
  try {
    const options = gitHubOptions(environment);
    const port = makeGitHubApp(options);
    const app = port === null ? null : { port, slug: (await port.app()).slug };
    return { github: makeGitHub(options), setup: makeGitHubSetup(options), app };
  } catch (error) {
    if (error instanceof UserError) return wrong('credentials', 'there are none', error.message);
    if (error instanceof GitHubError) return refusal('credentials', error);
    throw error;
  }
}
