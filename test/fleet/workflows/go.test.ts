import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../engine/folders.ts';
import { LONG, someOf } from '../../support/long.ts';
import { runStep } from './job-steps.ts';

const HAS_GO = spawnSync('bash', ['-c', 'command -v go']).status === 0;

const LIBRARY = {
  'go.mod': 'module acme.test/words\n\ngo 1.21\n',
  'words.go': 'package words\n\nconst Word = "one"\n',
};
const PROGRAM = {
  'cmd/tally/main.go': 'package main\n\nimport "acme.test/words"\n\nfunc main() { println(words.Word) }\n',
};

/** For each check, a file that it finds something wrong with. */
const WRONG = [
  ['Format', { 'words.go': 'package words\nconst   Word = "one"\n' }],
  ['Vet', { 'words.go': 'package words\n\nimport "fmt"\n\nfunc Say() { fmt.Printf("%d", "one") }\n' }],
  ['Test', { 'words_test.go': 'package words\n\nimport "testing"\n\nfunc TestWord(t *testing.T) { t.Fail() }\n' }],
] as const;

/** A job's folder with these files in `source`. */
async function workspaceWith(files: Readonly<Record<string, string>>): Promise<string> {
  const workspace = await temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, 'source', path)), { recursive: true });
    writeFileSync(join(workspace, 'source', path), text);
  }
  return workspace;
}

/** The build's own script; what it compiled stays for the next one. */
function build(workspace: string, env: Readonly<Record<string, string>> = {}) {
  const known = { CGO_ENABLED: '0', GOFLAGS: '-mod=readonly -trimpath -buildvcs=false', GOPROXY: 'off', TAGS: '' };
  const out = join(workspace, 'out');
  const ended = runStep('build-go', 'Build', join(workspace, 'source'), { ...known, TARGET: '', OUT: out, ...env });
  return { ...ended, made: readdirSync(out), out };
}

describe.skipIf(!HAS_GO)('a build of a Go repository (needs go)', { timeout: 120_000 }, () => {
  test('of a library compiles it, and yields nothing', async () => {
    const workspace = await workspaceWith(LIBRARY);
    expect(build(workspace)).toMatchObject({ status: 0, made: [] });
    writeFileSync(join(workspace, 'source', 'broken.go'), 'package words\n\nvar Broken int = "no"\n');
    expect(build(workspace)).toMatchObject({ status: 1, stderr: expect.stringContaining('broken.go') as string });
  });

  test('leaves each program, and nothing among the sources', async () => {
    const workspace = await workspaceWith({ ...LIBRARY, ...PROGRAM });
    const { status, made, out, stderr } = build(workspace);
    expect({ status, stderr, made }).toEqual({ status: 0, stderr: '', made: ['tally'] });
    expect(spawnSync(join(out, 'tally')).stderr.toString()).toBe('one\n');
    expect(existsSync(join(workspace, 'source', 'tally'))).toBe(false);
  });

  test.runIf(LONG)('compiles for the system and the processor that are asked for', async () => {
    const workspace = await workspaceWith({ ...LIBRARY, ...PROGRAM });
    const { status, made, out, stderr } = build(workspace, { TARGET: 'windows/arm64' });
    expect({ status, stderr, made }).toEqual({ status: 0, stderr: '', made: ['tally.exe'] });
    expect(readFileSync(join(out, 'tally.exe')).subarray(0, 2).toString()).toBe('MZ');
  });

  test.each(someOf(WRONG, 1))('the check %s passes what is in order, and fails what is not', async (name, wrong) => {
    const [good, bad] = [await workspaceWith(LIBRARY), await workspaceWith({ ...LIBRARY, ...wrong })];
    expect(runStep('ci-go', name, join(good, 'source')).status).toBe(0);
    expect(runStep('ci-go', name, join(bad, 'source')).status).not.toBe(0);
  });
});
