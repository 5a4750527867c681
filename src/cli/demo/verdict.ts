import type { ReleaseRecord } from '../../../simulator/records.ts';
import { placeholderValues } from '../../domain/build-inputs.ts';
import { repositoryOf } from '../../domain/chain.ts';
import { expectedFiles as expectedReleaseFiles } from '../../domain/expected-artifacts.ts';
import { downstreamClosure } from '../../domain/graph.ts';
import { findMarker } from '../../domain/marker.ts';
import { DOCUMENTS, SHA256SUMS, SIGNED, signatureName } from '../../domain/release/document-names.ts';
import { fillTemplate } from '../../domain/template.ts';
import { versionOf } from '../../domain/trigger.ts';
import type { BuildView } from '../../domain/train-view.ts';
import type { Download } from './download.ts';
import type { Outcome } from './outcome.ts';
import type { Script } from './script.ts';

/** Something that must hold at the end, whether it does, and what was found where it doesn't. */
export interface Check {
  readonly holds: boolean;
  readonly claim: string;
  readonly found: readonly string[];
}

/** Everything that must hold after the train that was played; a build that was made to fail is as it should be. */
export function verdict(script: Script, outcome: Outcome, download: Download | null): readonly Check[] {
  const published = script.failing.length === 0 && script.plan.publishes;
  return [
    ...(script.failing.length === 0 ? [succeeded(outcome)] : failedAsAsked(script, outcome)),
    oneRunForEachBuild(outcome),
    ...(published ? publishedOnce(script, outcome, download) : [nothingPublished(outcome)]),
    onlyTrain(outcome),
    check(
      'every request, answer and webhook fits GitHub’s own description',
      outcome.violations.map(({ operation, path, field, message }) => `${operation} ${path} ${field}: ${message}`),
    ),
  ];
}

/** The verdict in a sentence: what the exit status says, and why. */
export function closing({ failing }: Script, checks: readonly Check[]): string {
  const broken = checks.filter(({ holds }) => !holds).length;
  if (broken > 0) return `${broken} of ${checks.length} checks do not hold: see them above.`;
  if (failing.length === 0) return 'Everything came out as it must.';
  return `The train failed, as asked, because of ${failing.join(' and ')}; so nothing was published, and the exit status is 1.`;
}

function check(claim: string, found: readonly string[]): Check {
  return { holds: found.length === 0, claim, found };
}

function succeeded({ report }: Outcome): Check {
  const { execution, failure } = report;
  return check('the train succeeded', execution === 'completed' ? [] : [failure ?? `it is ${execution}`]);
}

/** What fails takes its downstream with it, and nothing else. */
function failedAsAsked({ plan, failing }: Script, { report }: Outcome): readonly Check[] {
  const builds = report.view?.builds ?? [];
  const blocked = [...downstreamClosure(plan.builds, failing)].filter((alias) => !failing.includes(alias));
  const rest = plan.builds
    .map(({ alias }) => alias)
    .filter((alias) => !failing.includes(alias) && !blocked.includes(alias));
  return [
    check(`${failing.join(' and ')} failed, as asked`, otherThan(builds, failing, 'failed')),
    check(`what depends on it is blocked: ${named(blocked)}`, otherThan(builds, blocked, 'blocked')),
    check(`the rest is built: ${named(rest)}`, otherThan(builds, rest, 'succeeded')),
  ];
}

function otherThan(
  builds: readonly BuildView[],
  aliases: readonly string[],
  status: BuildView['status'],
): readonly string[] {
  return aliases.flatMap((alias) => {
    const build = builds.find((candidate) => candidate.alias === alias);
    if (build?.status === status) return [];
    return [build === undefined ? `${alias} is not in the train` : `${alias} ${build.status}: ${build.why}`];
  });
}

function named(aliases: readonly string[]): string {
  return aliases.length === 0 ? 'nothing' : aliases.join(', ');
}

/** Every actions run carries the marker of its build, or of what was sent after it; two with the same would be two dispatches. */
function oneRunForEachBuild({ report, runs }: Outcome): Check {
  const titles = runs.map(({ displayTitle }) => findMarker(displayTitle)?.alias ?? displayTitle);
  const builds = (report.view?.builds ?? []).filter(({ run }) => run !== null).map(({ alias }) => alias);
  const told = report.view?.followUp?.status === 'done' ? report.view.followUp.told.length : 0;
  const sent = [...new Set(titles)].filter((title) => !builds.includes(title));
  const wrong = [...new Set([...titles, ...builds])].flatMap((alias) => {
    const count = titles.filter((title) => title === alias).length;
    return count === 1 ? [] : [`${alias} has ${count}`];
  });
  const surplus = sent.length === told ? [] : [`${told} were told, and ${sent.length} have one: ${sent.join(', ')}`];
  const others = told === 0 ? '' : `, and each of the ${told} that were told`;
  return check(`each of the ${builds.length} builds${others} had exactly one actions run`, [...wrong, ...surplus]);
}

function nothingPublished({ releases }: Outcome): Check {
  return check(
    'nothing was published',
    releases.map(({ tag }) => `${tag} was`),
  );
}

function publishedOnce(script: Script, { releases }: Outcome, download: Download | null): readonly Check[] {
  const [release] = releases;
  const once = check(
    'the release was published exactly once',
    releases.length === 1 ? [] : [`there are ${releases.length}`],
  );
  if (release === undefined || download === null) return [once];
  const agreed = download.sha256sum === 'passed' ? ', and `sha256sum --check` agrees' : '';
  return [
    once,
    check('it has exactly the files that the chain expects', differences(expectedFiles(script), release)),
    check(`downloaded again, every file has the SHA-256 that ${SHA256SUMS} says${agreed}`, [
      ...download.problems,
      ...(download.sha256sum === 'failed' ? ['`sha256sum --check` says otherwise'] : []),
    ]),
    check(`${SIGNED.join(' and ')} are signed${download.gpg === null ? '' : ', and `gpg --verify` agrees'}`, [
      ...(download.gpg === 'failed' ? ['`gpg --verify` says otherwise'] : []),
    ]),
  ];
}

/** The names of all files that the release must have. */
function expectedFiles({ chain, plan, request }: Script): readonly string[] {
  const files = plan.builds.flatMap(({ alias }) => {
    const repository = repositoryOf(chain, alias);
    if (repository?.releases !== true) return [];
    const values = placeholderValues(chain, '', request, repository, [], versionOf(request));
    return expectedReleaseFiles(repository.artifacts, request.parameters, values).map(({ name }) => name);
  });
  const packages = (chain.release?.packages ?? []).map(({ name }) =>
    fillTemplate(name, { chain: chain.name, version: versionOf(request) ?? '' }),
  );
  return [...files, ...packages, ...DOCUMENTS, ...SIGNED.map(signatureName)];
}

function differences(expected: readonly string[], { assets }: ReleaseRecord): readonly string[] {
  const found = assets.map(({ name }) => name);
  return [
    ...expected.filter((name) => !found.includes(name)).map((name) => `${name} is missing`),
    ...found.filter((name) => !expected.includes(name)).map((name) => `${name} is one too many`),
  ];
}

/** Our own release is news for the webhooks, too: that must not go round in a circle. */
function onlyTrain({ report, trains, ownNews }: Outcome): Check {
  const others = trains.filter((train) => train !== report.train).map((train) => `${train} was`);
  const [news] = ownNews;
  if (news === undefined) return check('no other train was started', others);
  const unheard = news.status >= 200 && news.status < 300 ? [] : ['that webhook did not reach Cascade'];
  const claim = `the webhook of our own release was answered with ${news.status}, and started nothing`;
  return check(claim, [...unheard, ...others]);
}
