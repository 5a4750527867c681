import { createHash } from 'node:crypto';

import { expect, test } from 'vitest';

import { unzipped } from '../../support/unzipped.ts';
import { refusal } from '../refusal.ts';
import { buildWorkflow, completedRun, inLibrary, library, start } from '../started.ts';

const withChecksums = library({
  workflows: [
    buildWorkflow({
      artifacts: [
        {
          name: 'library-${{ inputs.version }}',
          files: [
            { path: 'bin/library-${{ inputs.version }}-linux', bytes: 70_000 },
            { path: 'README', bytes: 10 },
            { path: 'SHA256SUMS', bytes: 0 },
          ],
        },
        { name: 'logs', files: [{ path: 'build.log', bytes: 100 }] },
      ],
    }),
  ],
});

test('artifacts are real zips whose digest and size are those of the file, behind a redirect', async () => {
  const { simulator, octokit } = await start({ repositories: [withChecksums] });
  const { artifact, zip } = await buildAndDownload(simulator, octokit);
  expect(artifact).toMatchObject({ name: 'library-v1', expired: false, size_in_bytes: zip.length });
  expect(artifact.digest).toBe(`sha256:${sha256(zip)}`);
  const files = await unzipped(zip);
  expect(Object.fromEntries([...files].map(([path, content]) => [path, content.length]))).toMatchObject({
    'bin/library-v1-linux': 70_000,
    README: 10,
  });
});

test.each([
  ['library.whl', 'application/octet-stream', 'library.whl'],
  ['library.zip', 'application/zip', 'library.zip'],
])('a file %s that is not archived is stored as it is, as %s', async (name, type, fileName) => {
  const artifacts = [{ name, files: [{ path: name, text: 'PK of its own' }], archive: false }];
  const { simulator, octokit } = await start({
    repositories: [library({ workflows: [buildWorkflow({ artifacts })] })],
  });
  const stored = await fetch(await downloadAddress(octokit, await completedRun(simulator, octokit)));
  expect(stored.headers.get('content-type')).toBe(type);
  expect(stored.headers.get('content-disposition')).toContain(`"${fileName}"`);
  expect(await stored.text()).toBe('PK of its own');
});

test('a checksum file in an artifact holds the sums of the files beside it', async () => {
  const { simulator, octokit } = await start({ repositories: [withChecksums] });
  const files = await unzipped((await buildAndDownload(simulator, octokit)).zip);
  const line = (path: string) => `${sha256(files.get(path) ?? Buffer.alloc(0))}  ${path}\n`;
  expect(files.get('SHA256SUMS')?.toString()).toBe(line('README') + line('bin/library-v1-linux'));
});

test('a file may have a text, which is filled in as names are; sums that were given are not made', async () => {
  const files = [
    { path: 'version', text: '${{ inputs.version }} of ${{ github.repository }}\n' },
    { path: 'SHA256SUMS', text: 'wrong  version\n' },
  ];
  const workflows = [buildWorkflow({ artifacts: [{ name: 'told', files }] })];
  const { simulator, octokit } = await start({ repositories: [library({ workflows })] });
  const found = await unzipped((await buildAndDownload(simulator, octokit)).zip);
  expect([...found].map(([path, content]) => [path, content.toString()])).toEqual([
    ['version', 'v1 of acme/library\n'],
    ['SHA256SUMS', 'wrong  version\n'],
  ]);
});

test('the sums of a checksum file count given texts, too', async () => {
  const files = [
    { path: 'version', text: 'v1\n' },
    { path: 'SHA256SUMS', bytes: 0 },
  ];
  const workflows = [buildWorkflow({ artifacts: [{ name: 'told', files }] })];
  const { simulator, octokit } = await start({ repositories: [library({ workflows })] });
  const found = await unzipped((await buildAndDownload(simulator, octokit)).zip);
  expect(found.get('SHA256SUMS')?.toString()).toBe(`${sha256(Buffer.from('v1\n'))}  version\n`);
});

test('big files are in the zip too, as they are', async () => {
  const files = [{ path: 'library.tar', bytes: 2_000_000 }];
  const workflows = [buildWorkflow({ artifacts: [{ name: 'big', files }] })];
  const { simulator, octokit } = await start({ repositories: [library({ workflows })] });
  const { zip } = await buildAndDownload(simulator, octokit);
  expect((await unzipped(zip)).get('library.tar')?.length).toBe(2_000_000);
});

test('the same commit makes the same zip in another simulator, another commit another one', async () => {
  const first = await start({ repositories: [withChecksums] });
  const second = await start({ repositories: [withChecksums] });
  const { zip } = await buildAndDownload(first.simulator, first.octokit);
  expect((await buildAndDownload(second.simulator, second.octokit)).zip.equals(zip)).toBe(true);
  await first.simulator.push('acme/library');
  expect((await buildAndDownload(first.simulator, first.octokit)).zip.equals(zip)).toBe(false);
});

test('artifacts are listed by run, by repository and by name', async () => {
  const { simulator, octokit } = await start({ repositories: [withChecksums] });
  const first = await completedRun(simulator, octokit);
  await completedRun(simulator, octokit);
  const ofRun = await octokit.actions.listWorkflowRunArtifacts({ ...inLibrary, run_id: first });
  const named = await octokit.actions.listArtifactsForRepo({ ...inLibrary, name: 'logs' });
  expect([ofRun.data.total_count, named.data.total_count]).toEqual([2, 2]);
  const [log] = named.data.artifacts;
  expect((await octokit.actions.getArtifact({ ...inLibrary, artifact_id: log?.id ?? 0 })).data).toEqual(log);
});

test('a run that failed leaves no artifacts', async () => {
  const { simulator, octokit } = await start({
    behaviours: [{ kind: 'conclude', repository: 'acme/library', conclusion: 'failure' }],
  });
  const run_id = await completedRun(simulator, octokit);
  expect((await octokit.actions.listWorkflowRunArtifacts({ ...inLibrary, run_id })).data.artifacts).toEqual([]);
});

test('the address of a download works without a token, and only as it was signed', async () => {
  const { simulator, octokit } = await start();
  const location = await downloadAddress(octokit, await completedRun(simulator, octokit));
  expect((await fetch(location)).status).toBe(200);
  expect((await fetch(location.replace(/signature=./, 'signature=_'))).status).toBe(403);
  expect((await fetch(location.replace(/expires=\d+/, `expires=${Date.now() + 3_600_000}`))).status).toBe(403);
});

test('the address of a download lives as long as the scenario says', async () => {
  const { simulator, octokit } = await start({ linkSeconds: 0 });
  const location = await downloadAddress(octokit, await completedRun(simulator, octokit));
  expect((await fetch(location)).status).toBe(403);
});

test('an artifact that has expired is listed and gone', async () => {
  const { simulator, octokit } = await start();
  const run_id = await completedRun(simulator, octokit);
  const other = await completedRun(simulator, octokit);
  simulator.expireArtifacts(run_id);
  const expired = async (id: number) => {
    const { data } = await octokit.actions.listWorkflowRunArtifacts({ ...inLibrary, run_id: id });
    return data.artifacts.map((artifact) => artifact.expired);
  };
  expect([await expired(run_id), await expired(other)]).toEqual([[true], [false]]);
  expect((await refusal(downloadAddress(octokit, run_id))).status).toBe(410);
  expect((await fetch(await downloadAddress(octokit, other))).status).toBe(200);
});

test('a run with more artifacts than a page holds has them on several', async () => {
  const artifacts = Array.from({ length: 101 }, (_, index) => ({ name: `part-${index}`, files: [] }));
  const workflows = [buildWorkflow({ artifacts })];
  const { simulator, octokit } = await start({ repositories: [library({ workflows })] });
  const ofRun = { ...inLibrary, run_id: await completedRun(simulator, octokit), per_page: 100 };
  const { data } = await octokit.actions.listWorkflowRunArtifacts(ofRun);
  expect([data.total_count, data.artifacts.length]).toEqual([101, 100]);
  const all = await octokit.paginate(octokit.actions.listWorkflowRunArtifacts, ofRun);
  expect(new Set(all.map(({ name }) => name)).size).toBe(101);
});

test('an artifact that does not exist is not found', async () => {
  const { octokit } = await start();
  const download = { ...inLibrary, artifact_id: 1, archive_format: 'zip' };
  expect((await refusal(octokit.actions.downloadArtifact(download))).status).toBe(404);
});

type Started = Awaited<ReturnType<typeof start>>;

async function buildAndDownload(simulator: Started['simulator'], octokit: Started['octokit']) {
  await octokit.actions.createWorkflowDispatch({
    ...inLibrary,
    workflow_id: 'build.yml',
    ref: 'main',
    inputs: { version: 'v1' },
  });
  await simulator.when(() => simulator.runs().every(({ status }) => status === 'completed'));
  const run_id = simulator.runs().at(-1)?.id ?? 0;
  const { data } = await octokit.actions.listWorkflowRunArtifacts({ ...inLibrary, run_id });
  const [artifact] = data.artifacts;
  if (artifact === undefined) throw new Error('The run left no artifact');
  const download = { ...inLibrary, artifact_id: artifact.id, archive_format: 'zip' };
  const zip = Buffer.from((await octokit.actions.downloadArtifact(download)).data as ArrayBuffer);
  return { artifact, zip };
}

async function downloadAddress(octokit: Started['octokit'], run_id: number): Promise<string> {
  const { data } = await octokit.actions.listWorkflowRunArtifacts({ ...inLibrary, run_id });
  const response = await octokit.actions.downloadArtifact({
    ...inLibrary,
    artifact_id: data.artifacts[0]?.id ?? 0,
    archive_format: 'zip',
    request: { redirect: 'manual' },
  });
  expect(response.status).toBe(302);
  return response.headers.location ?? '';
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
