import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { parseNeeds } from '../../../src/fleet/actions/checkout-needs/needs.mjs';

const MAIN = fileURLToPath(new URL('../../../src/fleet/actions/checkout-needs/main.mjs', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'cascade-needs-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('what is needed', () => {
  test('is sorted, and nothing where nothing is said', () => {
    const commit = 'a'.repeat(40);
    expect(parseNeeds('')).toEqual([]);
    expect(parseNeeds(`[{"repository":"acme/b"},{"repository":"acme/a","commit":"${commit}"}]`)).toEqual([
      { repository: 'acme/a', folder: 'a', commit, ref: 'HEAD' },
      { repository: 'acme/b', folder: 'b', commit: null, ref: 'HEAD' },
    ]);
  });

  test.each([
    ['{}', '"needs" must be a JSON list'],
    ['[{"repository":"a"}]', 'must name each repository as owner/name'],
    ['[{"repository":"acme/.."}]', 'must name each repository as owner/name'],
    ['[{"repository":"acme/a","commit":"main"}]', 'must be 40 hexadecimal digits'],
    ['[{"repository":"acme/a","ref":"--upload-pack=x"}]', 'must be the name of a branch'],
    ['[{"repository":"acme/source"}]', 'would lie in a folder that is taken: source'],
    ['[{"repository":"acme/Source"}]', 'would lie in a folder that is taken: Source'],
    ['[{"repository":"acme/out"}]', 'would lie in a folder that is taken: out'],
    ['[{"repository":"acme/dist"}]', 'would lie in a folder that is taken: dist'],
    ['[{"repository":"acme/upload"}]', 'would lie in a folder that is taken: upload'],
    ['[{"repository":"acme/node-cache"}]', 'would lie in a folder that is taken: node-cache'],
    ['[{"repository":"acme/Go-Cache"}]', 'would lie in a folder that is taken: Go-Cache'],
    ['[{"repository":"acme/a"},{"repository":"other/a"}]', 'would lie in a folder that is taken: a'],
    ['[{"repository":"acme/a"},{"repository":"other/A"}]', 'would lie in a folder that is taken: A'],
  ])('%s is refused', (text, why) => {
    expect(() => parseNeeds(text)).toThrow(why);
  });
});

describe('checking out', () => {
  const server = join(folder, 'server');
  const [first, second] = repositoryWithTwoCommits(join(server, 'acme', 'engine.git'));

  function run(
    workspace: string,
    needs: string,
  ): { readonly status: number; readonly output: string; readonly said: string } {
    mkdirSync(workspace, { recursive: true });
    const output = join(workspace, 'output');
    const env = {
      ...process.env,
      GITHUB_WORKSPACE: workspace,
      GITHUB_SERVER_URL: server,
      GITHUB_OUTPUT: output,
      INPUT_NEEDS: needs,
    };
    try {
      const said = execFileSync(process.execPath, [MAIN], { env, encoding: 'utf8', stdio: 'pipe' });
      return { status: 0, output: readFileSync(output, 'utf8'), said };
    } catch (error) {
      return { status: 1, output: '', said: String((error as { stdout: unknown }).stdout) };
    }
  }

  test('takes the commit that is given, though the branch has moved', () => {
    const workspace = join(folder, 'pinned');
    const { output } = run(workspace, `[{"repository":"acme/engine","commit":"${first}"}]`);
    expect(output).toBe(`needs=[{"repository":"acme/engine","commit":"${first}"}]\n`);
    expect(readFileSync(join(workspace, 'engine', 'file'), 'utf8')).toBe('one');
  });

  test('takes the head of the default branch where no commit is given, and says which that is', () => {
    const { output } = run(join(folder, 'head'), '[{"repository":"acme/engine"}]');
    expect(output).toContain(second);
  });

  test('leaves nothing of what an earlier job had in the folder, and touches no other', () => {
    const workspace = join(folder, 'used');
    mkdirSync(join(workspace, 'engine'), { recursive: true });
    writeFileSync(join(workspace, 'engine', 'stale'), '');
    writeFileSync(join(workspace, 'other'), '');
    run(workspace, '[{"repository":"acme/engine"}]');
    expect(existsSync(join(workspace, 'engine', 'stale'))).toBe(false);
    expect(existsSync(join(workspace, 'other'))).toBe(true);
  });

  test('fails with a sentence where there is no such commit', () => {
    const { status, said } = run(join(folder, 'none'), `[{"repository":"acme/engine","commit":"${'0'.repeat(40)}"}]`);
    expect(status).toBe(1);
    expect(said).toContain('::error::');
  });
});

function repositoryWithTwoCommits(place: string): readonly [string, string] {
  const work = join(folder, 'work');
  const git = (...words: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...words], {
      cwd: work,
      encoding: 'utf8',
    }).trim();
  mkdirSync(work);
  git('init', '--quiet', '--initial-branch=main');
  const commits = ['one', 'two'].map((content) => {
    writeFileSync(join(work, 'file'), content);
    git('add', '.');
    git('commit', '--quiet', '--message', content);
    return git('rev-parse', 'HEAD');
  });
  git('clone', '--quiet', '--bare', work, place);
  git('-C', place, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  const [first = '', second = ''] = commits;
  return [first, second];
}
