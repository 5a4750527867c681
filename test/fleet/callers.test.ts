import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { normaliseFleet } from '../../src/config/fleet/normalise.ts';
import { ChainFile } from '../../src/config/schema.ts';
import { renderFleet } from '../../src/fleet/render.ts';
import { problemsOf } from '../config/problems-of.ts';

const COMMIT = 'a'.repeat(40);
const TOLD = "version: '{version}', sha: '{sha}', needs: '{needs}'";

interface Job {
  readonly with: Readonly<Record<string, string>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** The one job of a generated file of `app`, which needs `engine`; `lines` are what the chain says of it, and of the fleet. */
function jobOf(
  file: string,
  { app = '', fleet = '', inputs = TOLD, more = '' }: Readonly<Record<string, string>>,
): Job {
  const text = `
chain: acme
fleet:
  ci: acme/ci
  actions: { commit: ${COMMIT}, version: v1.0.0 }
  workflows: { commit: ${COMMIT}, version: v1.0.0 }
  ${fleet}
repositories:
  engine: { repository: acme/engine, build: false, branch: "o'neill/x" }
  app:
    repository: acme/app
    needs: [engine]
    build: { inputs: { ${inputs} } }
    fleet: { language: rust, ${app} }
    ${more}
`;
  expect(problemsOf(text)).toEqual([]);
  const chain = ChainFile.parse(parse(text));
  if (chain.fleet === undefined) throw new Error('The chain has a fleet.');
  const [, app1] = renderFleet(normaliseFleet(chain, chain.fleet, {}));
  const found = app1?.files.find(({ path }) => path.endsWith(`/${file}`))?.text;
  const [job, ...others] = Object.values((parse(found ?? '') as { jobs: Record<string, Job> }).jobs);
  if (job === undefined || others.length > 0) throw new Error(`${file} has one job.`);
  return job;
}

const HEADS = '[{"repository":"acme/engine","ref":"o\'neill/x"}]';
const BESIDE = { app: 'beside: true' };

test('what is beside a repository is at the commits of the train, else at the heads of their branches', () => {
  expect(jobOf('build.yml', BESIDE).with['needs']).toBe(
    `\${{ inputs.needs || github.event.client_payload.needs || '${HEADS.replaceAll("'", "''")}' }}`,
  );
  expect(jobOf('ci.yml', BESIDE).with['needs']).toBe(HEADS);
});

test('where nothing is beside it nothing is checked out, whatever the chain sends', () => {
  expect(jobOf('build.yml', {}).with).not.toHaveProperty('needs');
  expect(jobOf('ci.yml', {}).with).not.toHaveProperty('needs');
});

test('a token for what is beside it is given where there is one, and only there', () => {
  const fleet = 'read_token: SIBLINGS';
  const given = { read: '${{ secrets.SIBLINGS }}' };
  expect([jobOf('ci.yml', { ...BESIDE, fleet }), jobOf('build.yml', { ...BESIDE, fleet })]).toMatchObject([
    { secrets: given },
    { secrets: given },
  ]);
  expect(jobOf('ci.yml', { fleet })).not.toHaveProperty('secrets');
  expect(jobOf('ci.yml', BESIDE)).not.toHaveProperty('secrets');
});

test('artifacts are named after the ref that the train pinned', () => {
  const named = { inputs: `${TOLD}, branch: '{ref}'`, more: "artifacts: ['app-{ref}.zip']" };
  expect(jobOf('build.yml', named).with['ref']).toBe(
    '${{ inputs.branch || github.event.client_payload.branch || github.ref_name }}',
  );
  expect(jobOf('build.yml', {}).with).not.toHaveProperty('ref');
});

test('a build without artifacts still says that it has no jobs of its own', () => {
  expect(jobOf('build.yml', {}).with['cells']).toBe('[]');
});
