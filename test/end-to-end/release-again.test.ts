import { expect, test } from 'vitest';
import type { Chain } from '../../src/domain/chain.ts';
import { isDocumentName, SHA256SUMS } from '../../src/domain/release/document-names.ts';
import { releaseTrainId } from '../../src/domain/ids.ts';
import { unpaced } from '../github/support/simulated.ts';
import type { TestCascade } from '../support/assemble.ts';
import { startCascade } from '../support/cascade.ts';
import { chain, releaseTarget, repository } from '../support/chains.ts';

/** A library and an app, packed one by one and together. */
const PACKED: Chain = chain([repository('core'), repository('app', { needs: ['core'] })], {
  name: 'acme-again',
  release: releaseTarget({
    packages: [
      { of: 'repository', format: 'zip', name: '{alias}-{version}.zip' },
      { of: 'all', format: 'tar.gz', name: '{chain}-{version}.tar.gz' },
    ],
  }),
});

const FILES = [
  'acme-again-v1.4.0.tar.gz',
  'app-v1.4.0.tar.gz',
  'app-v1.4.0.zip',
  'core-v1.4.0.tar.gz',
  'core-v1.4.0.zip',
];

/** Releases v1.4.0 at these commits, and gives the digest of every file, and the lines of the checksums. */
async function releaseAt({ client, simulator, taskQueue }: TestCascade, refs: Readonly<Record<string, string>>) {
  const version = 'v1.4.0';
  const options = { taskQueue, workflowId: releaseTrainId(PACKED.name, version) };
  const input = { chain: PACKED.name, version, refs };
  await (await client.workflow.start('release', { ...options, args: [input] })).result();
  const [release] = simulator.releases('acme/app');
  const assets = release?.assets ?? [];
  const digests = Object.fromEntries(
    assets.filter(({ name }) => !isDocumentName(name)).map(({ name, digest }) => [name, digest]),
  );
  return { draft: release?.draft, digests, sums: await sumsOf(simulator.url, release?.id ?? 0) };
}

/** But for the documents, which tell of their own train. */
async function sumsOf(url: string, release: number): Promise<readonly string[]> {
  const github = unpaced(url, { credentials: { type: 'token', token: 'a-token-of-the-tests' } });
  const place = { owner: 'acme', name: 'app' };
  const asset = (await github.assets(place, release)).find(({ name }) => name === SHA256SUMS);
  const content = await github.downloadAsset(place, asset?.id ?? 0, new AbortController().signal);
  const lines = (await new Response(content).text()).trimEnd().split('\n');
  return lines.filter((line) => !isDocumentName(line.slice(66)));
}

test('a version released again from the same commits, on another GitHub whose branches have moved on, has the same bytes', async () => {
  const first = await startCascade(PACKED);
  const github = unpaced(first.simulator.url, { credentials: { type: 'token', token: 'a-token-of-the-tests' } });
  const headOf = async (name: string) => (await github.commit({ owner: 'acme', name }, 'heads/main')) ?? '';
  const refs = { core: await headOf('core'), app: await headOf('app') };
  const once = await releaseAt(first, refs);
  expect(once.draft).toBe(false);
  expect(Object.keys(once.digests).sort()).toEqual(FILES);
  expect(once.sums.map((line) => line.slice(66))).toEqual(FILES);

  const second = await startCascade(PACKED);
  await second.simulator.push('acme/core');
  await second.simulator.push('acme/app');
  expect(await releaseAt(second, refs)).toEqual(once);
});
