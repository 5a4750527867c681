import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, onTestFinished, test } from 'vitest';

import { readScenario } from '../../simulator/scenario-file.ts';
import type { Scenario } from '../../simulator/scenario.ts';
import { buildWorkflow, library } from './started.ts';

const whole: Scenario = {
  login: 'acme-bot',
  tokens: ['t'],
  runners: 4,
  webhooks: [
    {
      url: 'http://127.0.0.1:9/',
      secret: 's',
      events: ['push'],
      disturbed: { loseEvery: 2, double: true, lateSeconds: 0.5, reverseBy: 3 },
    },
  ],
  repositories: [
    library({
      defaultBranch: 'trunk',
      immutableReleases: true,
      actionsEnabled: false,
      files: { 'README.md': 'hello' },
      workflows: [
        buildWorkflow({
          state: 'disabled_inactivity',
          on: { push: { branches: ['main'], tags: ['v*'] } },
          concurrency: { group: '${{ github.ref_name }}', cancelInProgress: true },
          jobs: [{ name: 'build', seconds: 1, conclusion: 'neutral', needs: [], labels: ['gpu'] }],
          artifacts: [
            {
              name: 'library',
              files: [
                { path: 'library.tar', bytes: 10 },
                { path: 'version', text: 'v1' },
              ],
              archive: false,
            },
          ],
        }),
      ],
    }),
  ],
  behaviours: [
    { kind: 'conclude', repository: 'acme/library', job: 'build', conclusion: 'failure', times: 1 },
    { kind: 'hold', repository: 'acme/library', workflow: 'x.yml' },
    { kind: 'end', repository: 'acme/library', conclusion: 'startup_failure' },
    { kind: 'approval', repository: 'acme/library', environment: 'production' },
    { kind: 'duplicate', repository: 'acme/library', copies: 2 },
    { kind: 'swallow', repository: 'acme/library' },
  ],
  returnRunDetails: false,
  rateLimit: 100,
  app: {
    id: 1,
    slug: 'cascade',
    publicKey: 'pem',
    installations: [{ id: 2, account: 'acme', permissions: { actions: 'write' }, repositories: ['library'] }],
    tokenSeconds: 60,
    clockSkewSeconds: -5,
  },
  faults: [
    { operation: '*', repository: 'acme/library', skip: 1, times: 2, effect: { kind: 'reset', executed: true } },
    { operation: '*', effect: { kind: 'silence', executed: false } },
    { operation: '*', effect: { kind: 'status', status: 502, executed: true, message: 'Unicorn' } },
    { operation: '*', effect: { kind: 'late', seconds: 1 } },
    { operation: '*', effect: { kind: 'cut', afterBytes: 10, starter: true } },
    { operation: '*', effect: { kind: 'rate-limit', as: 'bare-429', seconds: 1 } },
  ],
  lag: { list: 1, filteredList: 2, run: 3 },
  selfHosted: [{ name: 'big', labels: ['gpu'], online: true }],
  linkSeconds: 5,
  registry: [
    {
      name: 'library',
      repository: 'acme/library',
      workflow: '.github/workflows/build.yml',
      version: '${{ inputs.version }}',
      lagSeconds: 2,
      published: ['1.0.0'],
    },
  ],
  largestAsset: 1000,
};

test('all that a scenario can say can stand in a file', async () => {
  expect(await readScenario(await fileWith(whole))).toEqual(whole);
});

test('a file says forever where a scenario says Infinity, and has runners for every job unless it counts them', async () => {
  const { login, tokens, repositories } = whole;
  const effect = { kind: 'reset', executed: true };
  const file = await fileWith({ login, tokens, repositories, faults: [{ operation: '*', times: 'forever', effect }] });
  expect(await readScenario(file)).toMatchObject({ runners: Infinity, webhooks: [], faults: [{ times: Infinity }] });
});

test('all that is wrong with a file is named at once', async () => {
  const file = await fileWith({
    ...whole,
    login: 1,
    faults: [{ operation: '*', effect: { kind: 'explode' } }],
    more: 1,
  });
  await expect(readScenario(file)).rejects.toThrow(/more.*login.*faults\[0\]\.effect/s);
});

test('the example is a scenario', async () => {
  const example = fileURLToPath(new URL('../../examples/simulator/faults.json', import.meta.url));
  expect((await readScenario(example)).repositories.map(({ name }) => name)).toEqual(['library', 'service']);
});

async function fileWith(content: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'scenario-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'scenario.json');
  await writeFile(file, JSON.stringify(content));
  return file;
}
