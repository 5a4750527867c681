import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { examine } from '../../src/app/doctor.ts';
import { requireChains, requireEnvironment } from '../../src/app/settings.ts';
import type { Finding, FindingGroup } from '../../src/domain/finding.ts';
import { app, credentials } from '../github/support/app.ts';
import { type Acme, repository, SECRET, startAcme, TOKEN, workflow } from '../support/acme.ts';

function look(acme: Acme, env?: Readonly<Record<string, string>>): Promise<readonly FindingGroup[]> {
  const variables = acme.variables(env);
  const environment = requireEnvironment(variables);
  return requireChains(environment.chains).then((chains) => examine(environment, chains, variables));
}

/** `subject / check` with its finding, of all that isn't fine. */
function amissOf(groups: readonly FindingGroup[]): ReadonlyMap<string, Finding> {
  return new Map(
    groups.flatMap(({ subject, findings }) =>
      findings
        .filter(({ verdict }) => verdict !== 'fine')
        .map((finding): [string, Finding] => [`${subject} / ${finding.check}`, finding]),
    ),
  );
}

/** The verdicts of all that isn't fine. */
async function amiss(acme: Acme, env?: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const found = amissOf(await look(acme, env));
  return Object.fromEntries([...found].map(([name, { verdict }]) => [name, verdict]));
}

/** Nothing runs Temporal in these tests, and a personal token can't know about webhooks. */
const USUAL = {
  'Configuration / signing': 'doubtful',
  'GitHub / webhooks': 'doubtful',
  'Temporal / server': 'doubtful',
};

test('where all is there, only what nobody can know is doubtful, and nothing is changed', async () => {
  const acme = await startAcme();
  const { simulator } = acme;
  expect(await amiss(acme)).toEqual(USUAL);
  expect(simulator.violations()).toEqual([]);
  expect(simulator.requests().filter(({ method }) => method !== 'GET')).toEqual([]);
});

test('everything that is wrong is said at once', async () => {
  const acme = await startAcme({
    repositories: [
      repository('engine', { workflows: [workflow({ state: 'disabled_manually', runName: 'Build' })] }),
      repository('app', { actionsEnabled: false, workflows: [workflow({ on: { push: { branches: ['main'] } } })] }),
    ],
  });
  expect(await amiss(acme)).toEqual({
    ...USUAL,
    'acme/engine / actions workflow': 'wrong',
    'acme/engine / marker': 'doubtful',
    'acme/app / Actions': 'wrong',
    'acme/app / trigger': 'wrong',
  });
});

test('a repository without the actions workflow, one that was renamed and one that is nowhere are told apart', async () => {
  const acme = await startAcme({ repositories: [repository('engine', { workflows: [] })] });
  expect(await amiss(acme)).toEqual({
    ...USUAL,
    'acme/engine / actions workflow': 'wrong',
    'acme/app / repository': 'wrong',
  });
  acme.simulator.rename('acme/engine', 'acme/motor');
  expect(amissOf(await look(acme)).get('acme/engine / repository')?.message).toBe('it is called acme/motor now');
});

test('repositories that are only told are looked at, too, and no train fails on them', async () => {
  const acme = await startAcme({
    repositories: [
      repository('engine'),
      repository('app'),
      repository('site', { workflows: [workflow({ on: { repository_dispatch: { types: ['upstream-changed'] } } })] }),
      repository('docs'),
      repository('still', { actionsEnabled: false, workflows: [] }),
    ],
  });
  const file = join(acme.cwd, 'cascade.yml');
  const described = await readFile(file, 'utf8');
  const told = '  app: { notifies: [acme/site, acme/docs, acme/Docs, acme/still, acme/nowhere, engine], ';
  await writeFile(file, described.replace('  app: { ', told));
  expect(await amiss(acme)).toEqual({
    ...USUAL,
    'acme/docs / listener': 'doubtful',
    'acme/still / Actions': 'doubtful',
    'acme/still / listener': 'doubtful',
    'acme/nowhere / repository': 'doubtful',
  });
});

test('runners of our own are looked for by their labels', async () => {
  const jobs = (label: string) => [{ name: 'build', seconds: 0, labels: ['self-hosted', label] }];
  const acme = await startAcme({
    repositories: [
      repository('engine', { workflows: [workflow({ jobs: jobs('linux') })] }),
      repository('app', { workflows: [workflow({ jobs: jobs('gpu') })] }),
    ],
    selfHosted: [
      { name: 'one', labels: ['self-hosted', 'linux'], online: true },
      { name: 'two', labels: ['self-hosted', 'gpu'], online: false },
    ],
  });
  expect(await amiss(acme)).toEqual({ ...USUAL, 'acme/app / runner': 'doubtful' });
});

test('a token that GitHub refuses is said once, and not for every repository again', async () => {
  const acme = await startAcme();
  const env = { CASCADE_GITHUB_TOKEN: 'ghp_wrong' };
  expect(await amiss(acme, env)).toEqual({
    ...USUAL,
    'GitHub / credentials': 'wrong',
    'GitHub / webhook secret': 'doubtful',
  });
  expect(await amiss(acme, {})).toEqual({
    'Configuration / signing': 'doubtful',
    'GitHub / credentials': 'wrong',
    'Temporal / server': 'doubtful',
  });
});

test('actions workflows that dispatch downstream by themselves are named, with where to', async () => {
  const ci = workflow({ path: '.github/workflows/ci.yml', on: { push: { branches: ['main'] } } });
  const acme = await startAcme({
    repositories: [repository('engine', { workflows: [workflow(), ci] }), repository('app')],
  });
  const dispatching = `on: push
jobs:
  tell:
    runs-on: ubuntu-24.04
    steps:
      - run: gh api repos/acme/app/dispatches -f event_type=upstream-changed
`;
  await acme.simulator.push('acme/engine', { files: { '.github/workflows/ci.yml': dispatching } });
  expect(await amiss(acme)).toEqual({ ...USUAL, 'acme/engine / dispatches': 'doubtful' });
  const { message } = amissOf(await look(acme)).get('acme/engine / dispatches') ?? {};
  expect(message).toContain('ci.yml itself dispatches to acme/app (upstream-changed)');
});

test('a push that counts in the chain and starts no actions run of what it waits for is told, on the branch that it is', async () => {
  const acme = await startAcme();
  const { simulator } = acme;
  const file = join(acme.cwd, 'cascade.yml');
  const described = await readFile(file, 'utf8');
  const waiting = "  engine: { on_push: { workflows: [ci.yml, lost.yml], ignored_paths: ['docs/**'] }, ";
  const watching = 'triggers: { push_branches: [develop, nowhere] }\n';
  await writeFile(file, described.replace('  engine: { ', waiting).replace('release:', `${watching}release:`));
  const ci = (filters: string) => ({
    files: { '.github/workflows/ci.yml': `on: { push: ${filters} }\njobs: { test: { runs-on: ubuntu-24.04 } }\n` },
  });
  await simulator.push('acme/engine', ci("{ branches: [main], paths-ignore: ['docs/**', '**.md'] }"));
  const finding = async () => amissOf(await look(acme)).get('acme/engine / pushes')?.message;
  expect(await finding()).toContain('there is no .github/workflows/lost.yml on main that the token may read');
  await writeFile(
    file,
    described.replace('  engine: { ', waiting.replace(', lost.yml', '')).replace('release:', `${watching}release:`),
  );
  expect(await finding()).toContain("changes only **.md doesn't start ci.yml, but counts for engine in chain acme");
  await simulator.push('acme/engine', { ...ci('{ branches: [main] }'), branch: 'develop' });
  expect(await finding()).toContain('no push to develop starts ci.yml');
  await simulator.push('acme/engine', { ...ci('{ branches: [develop] }'), branch: 'develop' });
  await simulator.push('acme/engine', ci('{ branches: [main], paths-ignore: [docs/**] }'));
  expect(await amiss(acme)).toEqual(USUAL);
});

test('a Temporal that is configured must answer', async () => {
  const acme = await startAcme();
  const env = { CASCADE_GITHUB_TOKEN: TOKEN, CASCADE_WEBHOOK_SECRET: SECRET, TEMPORAL_ADDRESS: '127.0.0.1:1' };
  expect(await amiss(acme, env)).toEqual({
    'Configuration / signing': 'doubtful',
    'GitHub / webhooks': 'doubtful',
    'Temporal / server': 'wrong',
  });
});

test('publish steps need their actions workflows, and adopted releases must be open to changes', async () => {
  const publish = workflow({
    path: '.github/workflows/publish.yml',
    on: { workflow_dispatch: { inputs: ['cascade'] } },
  });
  const acme = await startAcme({
    repositories: [
      repository('engine', { workflows: [workflow(), publish] }),
      repository('app', { immutableReleases: true }),
    ],
  });
  await writeFile(
    join(acme.cwd, 'cascade.yml'),
    `chain: acme
triggers: { releases: [app] }
release:
  publish_in: app
  steps:
    - { repository: engine, workflow: publish.yml, inputs: { version: '{version_number}' } }
    - { repository: app, workflow: publish.yml }
defaults: { build: { workflows: [build.yml], inputs: { version: '{version}', sha: '{sha}' } } }
repositories:
  engine: { repository: acme/engine }
  app: { repository: acme/app, needs: [engine] }
`,
  );
  expect(await amiss(acme)).toEqual({
    ...USUAL,
    'acme/engine / publish-engine: inputs': 'wrong',
    'acme/app / publish-app: actions workflow': 'wrong',
    'acme/app / releases': 'wrong',
  });
});

test('variables that the chain names are looked at as a worker would read them, and what they hold stays untold', async () => {
  const acme = await startAcme();
  const file = join(acme.cwd, 'cascade.yml');
  const described = await readFile(file, 'utf8');
  const tells = `tells:
  webhooks:
    - { url_from: CHAT_URL, format: slack }
    - { url_from: AUDIT_URL, secret_from: AUDIT_SECRET, required: true }
`;
  await writeFile(file, `${described}${tells}`);
  await writeFile(join(acme.cwd, 'secret'), 'swordfish');
  const env = {
    CASCADE_GITHUB_TOKEN: TOKEN,
    CASCADE_WEBHOOK_SECRET: SECRET,
    CHAT_URL: 'chat.example.org/sesame',
    AUDIT_SECRET_FILE: join(acme.cwd, 'secret'),
  };
  const [configuration] = await look(acme, env);
  const said = configuration?.findings.filter(({ check }) => check === 'tells');
  expect(said?.map(({ verdict, message }) => [verdict, message])).toEqual([
    [
      'doubtful',
      'CHAT_URL holds no address that begins with https:// or http://: what trains of acme tell there is lost',
    ],
    ['wrong', 'AUDIT_URL is not set, and trains of acme fail without it'],
  ]);
  expect(JSON.stringify(configuration)).not.toMatch(/sesame|swordfish/);
});

describe('with a GitHub App', () => {
  const { appId, privateKey } = credentials();
  const env = {
    CASCADE_GITHUB_APP_ID: appId,
    CASCADE_GITHUB_APP_KEY: privateKey,
    CASCADE_WEBHOOK_SECRET: SECRET,
  };

  test('what it may not do and where it is not installed are said, each with why it matters', async () => {
    const installations = [
      { id: 70, account: 'acme', permissions: { metadata: 'read', actions: 'read' }, repositories: ['engine'] },
    ] as const;
    const acme = await startAcme({ app: app({ installations }) });
    expect(await amiss(acme, env)).toMatchObject({
      'acme/engine / permissions': 'wrong',
      'acme/app / App': 'wrong',
      'GitHub / webhooks': 'wrong',
    });
    const permissions = amissOf(await look(acme, env)).get('acme/engine / permissions');
    expect(permissions?.message).toContain('the App lacks actions: write (to dispatch by workflow_dispatch;');
    expect(permissions?.message).not.toMatch(/statuses|issues/);
  });

  test('statuses and issues take permissions where the chain uses them, and there alone', async () => {
    const acme = await startAcme({
      app: app(),
      repositories: [repository('engine'), repository('app'), repository('desk')],
    });
    const file = join(acme.cwd, 'cascade.yml');
    await writeFile(file, `${await readFile(file, 'utf8')}tells: { statuses: true, issue: acme/desk }\n`);
    const found = amissOf(await look(acme, env));
    const lacking = (name: string) =>
      found.get(`acme/${name} / permissions`)?.message.match(/\b(?:statuses|issues): write/g);
    expect([lacking('engine'), lacking('app'), lacking('desk')]).toEqual([
      ['statuses: write'],
      ['statuses: write'],
      ['issues: write'],
    ]);
  });

  test('its log tells whether webhooks arrive', async () => {
    const hook = { url: 'http://127.0.0.1:1/webhooks/github', secret: SECRET };
    const acme = await startAcme({ app: app(), webhooks: [hook] });
    expect(await amiss(acme, env)).toMatchObject({ 'GitHub / deliveries': 'doubtful' });
    await acme.simulator.push('acme/engine');
    await acme.simulator.when(() => acme.simulator.deliveries().length > 0);
    expect(await amiss(acme, env)).toMatchObject({ 'GitHub / deliveries': 'wrong' });
  });
});
